package io.rtmkit.server.store;

import static io.rtmkit.server.store.Requests.channel;
import static io.rtmkit.server.store.Requests.historical;
import static io.rtmkit.server.store.Requests.missable;
import static io.rtmkit.server.store.StoreAccess.get;
import static io.rtmkit.server.store.StoreAccess.ids;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.server.core.port.MemberMark;
import io.rtmkit.server.core.port.Missed;
import io.rtmkit.server.core.port.MissedQuery;
import io.rtmkit.server.core.port.Stored;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every store keeps for members of channels who were lost. One thread. */
interface MissedContract extends StoreAccess {
  private Stored publish(String sender, long id) {
    return put(missable(channel("news"), sender, id, nowMs()));
  }

  private void mark(MemberMark mark, String... users) {
    get(store().noteMembers(channel("news"), List.of(users), mark));
    tick();
  }

  private Missed missed(String user) {
    return missed(user, 0, 0);
  }

  private Missed missed(String user, long sinceId, long startedMs) {
    return get(store().readMissed(new MissedQuery(channel("news"), user, sinceId, startedMs)));
  }

  @Test
  default void nothingIsMissedWithoutAMark() {
    publish("alice", 1);

    assertThat(missed("bob")).isEqualTo(Missed.NOTHING);
  }

  @Test
  default void aLostMemberMissesWhatOthersSaidSince() {
    publish("alice", 1);
    tick();
    mark(MemberMark.lost(nowMs()), "bob");
    publish("alice", 2);
    publish("bob", 3);
    put(historical(channel("news"), "alice", 4, nowMs()));
    put(missable(channel("other"), "alice", 5, nowMs()));
    Stored last = publish("carol", 6);

    Missed missed = missed("bob");

    assertThat(ids(missed.entries())).containsExactly(2L, 6L);
    assertThat(missed.entries().get(1).id()).isEqualTo(last.logId());
    assertThat(missed.lost()).isZero();
    assertThat(missed.marked()).isTrue();
    assertThat(missed("carol")).isEqualTo(Missed.NOTHING);
  }

  @Test
  default void aMarkedMemberWhoMissedNothingIsKnown() {
    mark(MemberMark.lost(nowMs()), "bob", "carol");

    assertThat(missed("bob").marked()).isTrue();
    assertThat(missed("bob").entries()).isEmpty();
    assertThat(missed("carol").marked()).isTrue();
  }

  @Test
  default void ofTooManyTheNewestAreGivenAndTheRestCounted() {
    mark(MemberMark.lost(nowMs()), "bob");
    for (int i = 1; i <= QUEUE + 3; i++) {
      publish("alice", i);
    }
    publish("bob", 100);

    Missed missed = missed("bob");

    assertThat(ids(missed.entries())).containsExactly(4L, 5L, 6L, 7L, 8L, 9L);
    assertThat(missed.lost()).isEqualTo(3);
  }

  /** Up to a second before may come again: clients drop what they have. */
  @Test
  default void whatTheClientHasHadForASecondIsNotGivenAgain() {
    mark(MemberMark.lost(nowMs()), "bob");
    publish("alice", 1);
    passRetention();
    Stored second = publish("alice", 2);
    publish("alice", 3);

    assertThat(ids(missed("bob", second.logId(), 0).entries())).contains(3L).doesNotContain(1L);
    assertThat(ids(missed("bob", 1, 0).entries())).containsExactly(1L, 2L, 3L);
  }

  @Test
  default void whoeverWasThereMissedWhatCameSinceTheStart() {
    mark(MemberMark.present(nowMs()), "bob");
    Stored first = publish("alice", 1);
    tick();
    long startedMs = nowMs();
    tick();
    publish("alice", 2);

    assertThat(ids(missed("bob", 0, startedMs).entries())).containsExactly(2L);
    assertThat(ids(missed("bob", first.logId() - 1, startedMs).entries())).containsExactly(1L, 2L);
    assertThat(ids(missed("bob", 0, 0).entries())).containsExactly(1L, 2L);
  }

  @Test
  default void aNewMarkTakesThePlaceOfAnOlderOne() {
    mark(MemberMark.present(nowMs()), "bob");
    publish("alice", 1);
    tick();
    mark(MemberMark.lost(nowMs()), "bob");
    publish("alice", 2);

    assertThat(ids(missed("bob").entries())).containsExactly(2L);
  }

  @Test
  default void whoLeftOnPurposeMissesNothing() {
    mark(MemberMark.lost(nowMs()), "bob", "carol");
    publish("alice", 1);

    get(store().forgetMember(channel("news"), "bob"));
    get(store().forgetMember(channel("news"), "nobody"));

    assertThat(missed("bob")).isEqualTo(Missed.NOTHING);
    assertThat(ids(missed("carol").entries())).containsExactly(1L);
  }

  @Test
  default void marksOfManyMembersAreKept() {
    List<String> users = java.util.stream.IntStream.range(0, 700).mapToObj(i -> "u" + i).toList();
    get(store().noteMembers(channel("news"), users, MemberMark.lost(nowMs())));
    get(store().noteMembers(channel("news"), List.of(), MemberMark.lost(nowMs())));
    tick();
    publish("alice", 1);

    for (String user : List.of("u0", "u350", "u699")) {
      assertThat(ids(missed(user).entries())).containsExactly(1L);
    }
  }

  @Test
  default void whatIsTooOldIsNotMissed() {
    open(SHORT_LIVED);
    mark(MemberMark.lost(nowMs()), "bob");
    publish("alice", 1);
    passRetention();
    mark(MemberMark.lost(nowMs() - 1_000_000), "bob");
    publish("alice", 2);

    assertThat(ids(missed("bob").entries())).containsExactly(2L);
  }
}
