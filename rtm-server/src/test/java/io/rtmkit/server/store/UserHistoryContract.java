package io.rtmkit.server.store;

import static io.rtmkit.server.store.Requests.APP;
import static io.rtmkit.server.store.Requests.again;
import static io.rtmkit.server.store.Requests.all;
import static io.rtmkit.server.store.Requests.channel;
import static io.rtmkit.server.store.Requests.historical;
import static io.rtmkit.server.store.Requests.missable;
import static io.rtmkit.server.store.Requests.piece;
import static io.rtmkit.server.store.Requests.queued;
import static io.rtmkit.server.store.Requests.user;
import static io.rtmkit.server.store.Requests.withText;
import static io.rtmkit.server.store.StoreAccess.get;
import static io.rtmkit.server.store.StoreAccess.ids;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.server.core.port.Conversation;
import io.rtmkit.server.core.port.HistoryScope;
import io.rtmkit.server.core.port.LogPage;
import io.rtmkit.server.core.port.LogPlace;
import io.rtmkit.server.core.port.StoreRequest;
import io.rtmkit.server.core.port.Stored;
import io.rtmkit.server.core.session.UserKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every store knows of what a user sent and received. One thread. */
interface UserHistoryContract extends StoreAccess {
  /** All characters that ids may have, beside letters and digits. */
  String ODD = " !#$%&()+-:;<=.>?@[]^_{}|~,";

  private List<Long> sent(String userId) {
    return found(HistoryScope.sentBy(user(userId)));
  }

  private List<Long> received(String userId) {
    return found(HistoryScope.receivedBy(user(userId)));
  }

  @Test
  default void whatAUserSentAndReceivedIsFoundWithoutItsConversations() {
    tell("alice", "bob", 1);
    record(channel("news"), "alice", 2);
    tell("bob", "alice", 3);
    tell("alice", "carol", 4);
    record(channel("news"), "bob", 5);
    record(channel("bob"), "alice", 6);

    assertThat(sent("alice")).containsExactly(1L, 2L, 4L, 6L);
    assertThat(received("alice")).containsExactly(3L);
    assertThat(sent("bob")).containsExactly(3L, 5L);
    assertThat(received("bob")).containsExactly(1L);
    assertThat(received("carol")).containsExactly(4L);
    assertThat(sent("carol")).isEmpty();
    assertThat(sent("news")).isEmpty();
    assertThat(received("news")).isEmpty();
  }

  @Test
  default void eachMessageSaysWhereItIsAndWhomItWentTo() {
    StoreRequest toBob = historical(Conversation.between(APP, "bob", "alice"), "bob", -1, nowMs());
    Stored stored = put(toBob);
    tick();
    record(channel("bob"), "bob", 2);

    List<LogPage.Entry> entries =
        get(store().query(all(HistoryScope.sentBy(user("bob"))))).entries();

    assertThat(entries.get(0).message()).isEqualTo(toBob.message());
    assertThat(entries.get(0).place())
        .isEqualTo(new LogPlace(stored.logId(), toBob.conversation()));
    assertThat(entries.get(0).destination()).isEqualTo("alice");
    assertThat(entries.get(1).conversation()).isEqualTo(channel("bob"));
    assertThat(entries.get(1).destination()).isEqualTo("bob");
    assertThat(get(store().query(all(toBob.conversation()))).entries().get(0))
        .isEqualTo(entries.get(0));
  }

  @Test
  default void oneDirectionOfTwoUsersAndOneVoiceOfAChannelAreRead() {
    Conversation two = Conversation.between(APP, "alice", "bob");
    for (int i = 1; i <= 6; i++) {
      record(two, i % 2 == 0 ? "alice" : "bob", i);
      record(channel("news"), "u" + i % 3, i);
    }

    assertThat(found(HistoryScope.of(two, "alice"))).containsExactly(2L, 4L, 6L);
    assertThat(found(HistoryScope.of(two, "bob"))).containsExactly(1L, 3L, 5L);
    assertThat(found(HistoryScope.of(two, "carol"))).isEmpty();
    assertThat(found(HistoryScope.of(channel("news"), "u1"))).containsExactly(1L, 4L);
    LogPage page = get(store().query(piece(all(HistoryScope.of(two, "alice")), 1, 1)));
    assertThat(ids(page.entries())).containsExactly(4L);
    assertThat(page.more()).isTrue();
  }

  @Test
  default void whoTalksToItselfSentAndReceived() {
    tell("alice", "alice", 1);

    assertThat(sent("alice")).containsExactly(1L);
    assertThat(received("alice")).containsExactly(1L);
    assertThat(found(HistoryScope.of(Conversation.between(APP, "alice", "alice"), "alice")))
        .containsExactly(1L);
  }

  @Test
  default void onlyWhatIsKeptForHistoryIsOfUsers() {
    put(missable(channel("news"), "alice", 1, nowMs()));
    put(queued("alice", "bob", 2, nowMs()));
    StoreRequest queued = queued("alice", "bob", 3, nowMs());
    put(new StoreRequest(queued.conversation(), queued.message(), true, true, false));

    assertThat(sent("alice")).containsExactly(3L);
    assertThat(received("bob")).containsExactly(3L);
  }

  @Test
  default void whatIsKeptAgainIsOfUsersOnce() {
    StoreRequest toBob = historical(Conversation.between(APP, "alice", "bob"), "alice", 1, nowMs());
    StoreRequest queued = queued("alice", "bob", 2, nowMs());
    StoreRequest both =
        new StoreRequest(queued.conversation(), queued.message(), true, true, false);
    StoreRequest toAll = historical(channel("news"), "alice", 3, nowMs());
    for (StoreRequest request : List.of(toBob, both, toAll)) {
      Stored first = put(request);
      tick();
      assertThat(put(again(request)).logId()).isEqualTo(first.logId());
      tick();
    }

    assertThat(sent("alice")).containsExactly(1L, 2L, 3L);
    assertThat(received("bob")).containsExactly(1L, 2L);
  }

  @Test
  default void usersWithOddIdsAreApart() {
    List<String> users =
        List.of("a", "a:s", "a}:s", "{a", "a%3as", "a:", ":a", "a b", ODD, ODD + ODD, "%25", "%");
    for (int i = 0; i < users.size(); i++) {
      tell(users.get(i), users.get((i + 1) % users.size()), i);
      record(channel(users.get(i)), users.get(i), 100L + i);
    }
    for (int i = 0; i < users.size(); i++) {
      assertThat(sent(users.get(i))).as(users.get(i)).containsExactly((long) i, 100L + i);
      int before = (i + users.size() - 1) % users.size();
      assertThat(received(users.get(i))).as(users.get(i)).containsExactly((long) before);
    }
  }

  @Test
  default void appsDoNotSeeWhatUsersOfOthersSent() {
    record(Conversation.between("app", "alice", "bob"), "alice", 1);
    record(Conversation.between("app2", "alice", "bob"), "alice", 2);
    record(Conversation.of("app2", "news"), "alice", 3);
    record(Conversation.between("app:alice", "x", "bob"), "x", 4);

    assertThat(sent("alice")).containsExactly(1L);
    assertThat(received("bob")).containsExactly(1L);
    assertThat(found(HistoryScope.sentBy(new UserKey("app2", "alice")))).containsExactly(2L, 3L);
    assertThat(found(HistoryScope.receivedBy(new UserKey("app2", "bob")))).containsExactly(2L);
    assertThat(found(HistoryScope.receivedBy(new UserKey("app3", "bob")))).isEmpty();
  }

  @Test
  default void whatUsersSentIsForgottenInTime() {
    open(SHORT_LIVED);
    tell("alice", "bob", 1);
    record(channel("news"), "alice", 2);
    passRetention();
    tell("alice", "bob", 3);

    assertThat(sent("alice")).containsExactly(3L);
    assertThat(received("bob")).containsExactly(3L);
    assertThat(found(HistoryScope.of(Conversation.between(APP, "alice", "bob"), "alice")))
        .containsExactly(3L);
    store().sweep();
    assertThat(sent("alice")).containsExactly(3L);
    assertThat(received("bob")).containsExactly(3L);
  }

  @Test
  default void whatGivesWayIsNoLongerOfUsers() {
    open(StoreAccess.rules(QUEUE, Duration.ofDays(1), 64 << 10));
    record(Conversation.between("other", "u0", "bob"), "u0", 1);
    String text = "x".repeat(4_000);
    for (int i = 1; i <= 40; i++) {
      String sender = "{u}:%" + i % 2;
      Conversation conversation =
          i % 4 < 2 ? channel("news:{%}") : Conversation.between(APP, sender, "bob:{%}");
      put(withText(historical(conversation, sender, i, nowMs()), text));
      tick();
    }
    HistoryScope even = HistoryScope.sentBy(user("{u}:%0"));
    HistoryScope odd = HistoryScope.sentBy(user("{u}:%1"));
    Eventually.until(
        Duration.ofSeconds(10),
        () -> get(store().count(all(even))) + get(store().count(all(odd))) <= 16);

    List<Long> left = new ArrayList<>(found(even));
    left.addAll(found(odd));
    left.sort(null);
    assertThat(left).hasSizeBetween(10, 16).endsWith(40L);
    assertThat(left.get(0)).isEqualTo(40 - left.size() + 1);
    assertThat(received("bob:{%}")).isEqualTo(left.stream().filter(id -> id % 4 >= 2).toList());
    assertThat(found(HistoryScope.sentBy(new UserKey("other", "u0")))).containsExactly(1L);
  }
}
