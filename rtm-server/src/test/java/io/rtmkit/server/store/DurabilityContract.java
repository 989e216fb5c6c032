package io.rtmkit.server.store;

import static io.rtmkit.server.store.Requests.APP;
import static io.rtmkit.server.store.Requests.again;
import static io.rtmkit.server.store.Requests.all;
import static io.rtmkit.server.store.Requests.channel;
import static io.rtmkit.server.store.Requests.historical;
import static io.rtmkit.server.store.Requests.missable;
import static io.rtmkit.server.store.Requests.queued;
import static io.rtmkit.server.store.Requests.user;
import static io.rtmkit.server.store.StoreAccess.get;
import static io.rtmkit.server.store.StoreAccess.ids;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.server.core.port.Conversation;
import io.rtmkit.server.core.port.HistoryScope;
import io.rtmkit.server.core.port.LogPage;
import io.rtmkit.server.core.port.MemberMark;
import io.rtmkit.server.core.port.Missed;
import io.rtmkit.server.core.port.MissedQuery;
import io.rtmkit.server.core.port.QueuePage;
import io.rtmkit.server.core.port.StoreRequest;
import io.rtmkit.server.core.port.Stored;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is still there when a durable store was closed and opened again. One thread. */
interface DurabilityContract extends StoreAccess {
  /** Closes the store, and opens it on the same data with the same rules. */
  void reopen();

  @Test
  default void queuesAreThereAfterAReopen() {
    for (int i = 1; i <= QUEUE + 2; i++) {
      queue("alice", "bob", i);
    }
    queue("alice", "carol", 1);
    QueuePage before = read(user("bob"));

    reopen();

    QueuePage after = read(user("bob"));
    assertThat(after).isEqualTo(before);
    assertThat(after.lost()).isEqualTo(2);
    assertThat(ids(after)).containsExactly(3L, 4L, 5L, 6L, 7L, 8L);
    assertThat(ids(read(user("carol")))).containsExactly(1L);
  }

  @Test
  default void offsetsGoOnAfterAReopen() {
    Stored first = queue("alice", "bob", 1);
    get(store().acknowledge(user("bob"), first.offset(), 0));
    reopen();

    Stored second = queue("alice", "bob", 2);

    assertThat(second.offset()).isGreaterThan(first.offset());
    assertThat(second.previous()).isEqualTo(first.offset());
    assertThat(ids(read(user("bob")))).containsExactly(2L);
  }

  @Test
  default void aFullQueueIsFairAfterAReopen() {
    queue("alice", "bob", 1);
    for (int i = 2; i <= QUEUE; i++) {
      queue("noisy", "bob", i);
    }
    reopen();

    queue("carol", "bob", 7);

    assertThat(ids(read(user("bob")))).containsExactly(1L, 3L, 4L, 5L, 6L, 7L);
  }

  @Test
  default void whatIsSentAgainAfterAReopenIsKeptOnce() {
    StoreRequest queued = queued("alice", "bob", 1, nowMs());
    StoreRequest recorded = historical(channel("news"), "alice", 1, nowMs());
    Stored inQueue = put(queued);
    Stored inLog = put(recorded);
    reopen();

    assertThat(put(again(queued)).offset()).isEqualTo(inQueue.offset());
    assertThat(put(again(recorded)).logId()).isEqualTo(inLog.logId());
    assertThat(ids(read(user("bob")))).containsExactly(1L);
    assertThat(get(store().count(all(channel("news"))))).isEqualTo(1);
  }

  @Test
  default void historyIsThereAfterAReopen() {
    for (int i = 1; i <= 3; i++) {
      put(historical(channel("news"), "alice", i, nowMs()));
    }
    LogPage before = get(store().query(all(channel("news"))));
    reopen();

    Stored next = put(historical(channel("news"), "alice", 4, nowMs()));

    LogPage after = get(store().query(all(channel("news"))));
    assertThat(after.entries().subList(0, 3)).isEqualTo(before.entries());
    assertThat(ids(after.entries())).containsExactly(1L, 2L, 3L, 4L);
    assertThat(next.logId()).isGreaterThan(after.entries().get(2).id());
  }

  @Test
  default void whatUsersSentAndReceivedIsThereAfterAReopen() {
    StoreRequest toBob = historical(Conversation.between(APP, "alice", "bob"), "alice", 1, nowMs());
    put(toBob);
    tick(); // those of one millisecond are not in the order of sending
    put(historical(channel("news"), "alice", 2, nowMs()));
    reopen();

    put(again(toBob));
    tick();
    put(historical(channel("news"), "alice", 3, nowMs()));

    HistoryScope sent = HistoryScope.sentBy(user("alice"));
    assertThat(ids(get(store().query(all(sent))).entries())).containsExactly(1L, 2L, 3L);
    assertThat(get(store().count(all(sent)))).isEqualTo(3);
    HistoryScope received = HistoryScope.receivedBy(user("bob"));
    assertThat(ids(get(store().query(all(received))).entries())).containsExactly(1L);
  }

  @Test
  default void marksAreThereAfterAReopen() {
    get(store().noteMembers(channel("news"), List.of("bob"), MemberMark.lost(nowMs())));
    get(store().noteMembers(channel("news"), List.of("dave"), MemberMark.present(nowMs())));
    get(store().noteMembers(channel("news"), List.of("carol"), MemberMark.lost(nowMs())));
    get(store().forgetMember(channel("news"), "carol"));
    tick();
    put(missable(channel("news"), "alice", 1, nowMs()));
    tick();
    reopen();
    long startedMs = nowMs();

    Missed bob = get(store().readMissed(new MissedQuery(channel("news"), "bob", 0, startedMs)));
    assertThat(ids(bob.entries())).containsExactly(1L);
    Missed dave = get(store().readMissed(new MissedQuery(channel("news"), "dave", 0, startedMs)));
    assertThat(dave.marked()).isTrue();
    assertThat(dave.entries()).isEmpty();
    assertThat(get(store().readMissed(new MissedQuery(channel("news"), "carol", 0, startedMs))))
        .isEqualTo(Missed.NOTHING);
  }

  @Test
  default void theBytesOfAnAppAreKnownAfterAReopen() {
    open(StoreAccess.rules(QUEUE, Duration.ofDays(1), 64 << 10));
    for (int i = 1; i <= 40; i++) {
      if (i == 15 || i == 30) {
        reopen();
      }
      StoreRequest request = historical(channel("news"), "alice", i, nowMs());
      put(Requests.withText(request, "x".repeat(4_000)));
    }
    Eventually.until(Duration.ofSeconds(10), () -> get(store().count(all(channel("news")))) <= 16);

    List<Long> left = new ArrayList<>(ids(get(store().query(all(channel("news")))).entries()));
    assertThat(left).hasSizeBetween(10, 16).endsWith(39L, 40L);
    HistoryScope sent = HistoryScope.sentBy(user("alice"));
    Eventually.until(
        Duration.ofSeconds(10), () -> get(store().count(all(sent))).intValue() == left.size());
    assertThat(ids(get(store().query(all(sent))).entries())).isEqualTo(left);
  }
}
