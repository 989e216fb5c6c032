package io.rtmkit.server.store;

import static io.rtmkit.server.store.Requests.again;
import static io.rtmkit.server.store.Requests.all;
import static io.rtmkit.server.store.Requests.between;
import static io.rtmkit.server.store.Requests.channel;
import static io.rtmkit.server.store.Requests.historical;
import static io.rtmkit.server.store.Requests.missable;
import static io.rtmkit.server.store.Requests.newest;
import static io.rtmkit.server.store.Requests.piece;
import static io.rtmkit.server.store.Requests.queued;
import static io.rtmkit.server.store.Requests.withText;
import static io.rtmkit.server.store.StoreAccess.get;
import static io.rtmkit.server.store.StoreAccess.ids;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.server.core.port.Conversation;
import io.rtmkit.server.core.port.HistoryQuery;
import io.rtmkit.server.core.port.HistoryScope;
import io.rtmkit.server.core.port.LogIds;
import io.rtmkit.server.core.port.LogPage;
import io.rtmkit.server.core.port.LogPlace;
import io.rtmkit.server.core.port.StoreRequest;
import io.rtmkit.server.core.port.Stored;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every store does with the logs of conversations. One thread. */
interface HistoryContract extends StoreAccess {
  private LogPage query(HistoryQuery query) {
    return get(store().query(query));
  }

  private Stored keep(Conversation conversation, String sender, long id) {
    return put(historical(conversation, sender, id, nowMs()));
  }

  @Test
  default void historyIsReadBothWays() {
    List<Long> places = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      places.add(keep(channel("news"), "alice", i).logId());
    }

    LogPage up = query(all(channel("news")));
    LogPage down = query(newest(channel("news")));

    assertThat(ids(up.entries())).containsExactly(1L, 2L, 3L, 4L);
    assertThat(ids(down.entries())).containsExactly(4L, 3L, 2L, 1L);
    assertThat(up.more()).isFalse();
    assertThat(down.more()).isFalse();
    assertThat(up.entries().stream().map(LogPage.Entry::id).toList()).isEqualTo(places);
    assertThat(places).isSorted().doesNotHaveDuplicates();
    assertThat(LogIds.toMs(places.get(0))).isBetween(nowMs() - 60_000, nowMs());
  }

  @Test
  default void historyGivesBackWhatWasSaid() {
    StoreRequest request = historical(channel("news"), "alice", -1, nowMs());
    put(request);

    assertThat(query(all(channel("news"))).entries().get(0).message()).isEqualTo(request.message());
  }

  @Test
  default void aCursorWalksThroughEverythingOnce() {
    for (int i = 1; i <= 7; i++) {
      keep(channel("news"), "alice", i);
    }
    for (HistoryQuery query : List.of(all(channel("news")), newest(channel("news")))) {
      List<Long> walked = new ArrayList<>();
      LogPlace after = null;
      LogPage page;
      do {
        page = query(piece(query, after, 3));
        assertThat(page.entries()).hasSizeBetween(1, 3);
        walked.addAll(ids(page.entries()));
        after = page.entries().get(page.entries().size() - 1).place();
      } while (page.more());
      assertThat(walked)
          .isEqualTo(
              query.newestFirst()
                  ? List.of(7L, 6L, 5L, 4L, 3L, 2L, 1L)
                  : List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L));
    }
  }

  @Test
  default void aPageOfHistoryHasSoManyBytesButAlwaysOneMessage() {
    for (int i = 1; i <= 3; i++) {
      put(withText(historical(channel("news"), "alice", i, nowMs()), "x".repeat(1_000)));
    }

    LogPage page =
        query(new HistoryQuery(HistoryScope.of(channel("news")), 0, 0, true, null, 0, 100, 1));

    assertThat(ids(page.entries())).containsExactly(3L);
    assertThat(page.more()).isTrue();
  }

  @Test
  default void aTimeRangeIsHalfOpen() {
    List<Long> times = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      times.add(LogIds.toMs(keep(channel("news"), "alice", i).logId()));
      tick();
    }

    HistoryQuery middle = between(channel("news"), times.get(1), times.get(3));

    assertThat(ids(query(middle).entries())).containsExactly(2L, 3L);
    assertThat(get(store().count(middle))).isEqualTo(2);
    assertThat(ids(query(between(channel("news"), 0, times.get(1))).entries())).containsExactly(1L);
    assertThat(ids(query(between(channel("news"), times.get(3), 0)).entries())).containsExactly(4L);
    assertThat(query(between(channel("news"), times.get(2), times.get(2))).entries()).isEmpty();
    assertThat(query(between(channel("news"), times.get(3), times.get(0))).entries()).isEmpty();
    assertThat(get(store().count(between(channel("news"), times.get(3), times.get(0))))).isZero();
    assertThat(query(between(channel("news"), Long.MAX_VALUE, Long.MAX_VALUE)).entries()).isEmpty();
  }

  @Test
  default void everythingOfAConversationIsCounted() {
    for (int i = 1; i <= 5; i++) {
      keep(channel("news"), "alice", i);
    }

    assertThat(get(store().count(piece(newest(channel("news")), 1, 2)))).isEqualTo(5);
    assertThat(get(store().count(all(channel("nothing"))))).isZero();
    assertThat(query(all(channel("nothing"))).entries()).isEmpty();
  }

  @Test
  default void onlyWhatIsKeptForHistoryIsInIt() {
    put(missable(channel("news"), "alice", 1, nowMs()));
    keep(channel("news"), "alice", 2);
    put(queued("alice", "bob", 3, nowMs()));

    LogPage page = query(piece(all(channel("news")), 0, 1));
    assertThat(ids(page.entries())).containsExactly(2L);
    assertThat(page.more()).isFalse();
    assertThat(get(store().count(all(channel("news"))))).isEqualTo(1);
    assertThat(query(all(Conversation.between("app", "alice", "bob"))).entries()).isEmpty();
  }

  @Test
  default void aMessageCanBeInTheQueueAndInHistory() {
    StoreRequest queued = queued("alice", "bob", 1, nowMs());
    StoreRequest both =
        new StoreRequest(queued.conversation(), queued.message(), true, true, false);
    Stored stored = put(both);
    Stored repeat = put(again(both));

    assertThat(stored.offset()).isPositive();
    assertThat(stored.logId()).isPositive();
    assertThat(repeat.offset()).isEqualTo(stored.offset());
    assertThat(repeat.logId()).isEqualTo(stored.logId());
    assertThat(ids(read(Requests.user("bob")))).containsExactly(1L);
    assertThat(ids(query(all(queued.conversation())).entries())).containsExactly(1L);
  }

  @Test
  default void whatIsRecordedAgainIsKeptOnce() {
    StoreRequest request = historical(channel("news"), "alice", 1, nowMs());
    Stored first = put(request);
    keep(channel("news"), "carol", 1);
    keep(channel("news"), "alice", 2);

    Stored again = put(again(request));

    assertThat(again.logId()).isEqualTo(first.logId());
    assertThat(ids(query(all(channel("news"))).entries())).containsExactly(1L, 1L, 2L);
  }

  @Test
  default void bothSidesSeeTheSameConversation() {
    keep(Conversation.between("app", "alice", "bob"), "alice", 1);
    keep(Conversation.between("app", "bob", "alice"), "bob", 2);

    assertThat(ids(query(all(Conversation.between("app", "alice", "bob"))).entries()))
        .containsExactly(1L, 2L);
    assertThat(query(all(Conversation.between("app", "bob", "alice"))))
        .isEqualTo(query(all(Conversation.between("app", "alice", "bob"))));
  }

  @Test
  default void conversationsAreApart() {
    List<Conversation> conversations =
        List.of(
            Conversation.between("app", "a", "b:c"),
            Conversation.between("app", "a:b", "c"),
            Conversation.between("app", "a", "c"),
            Conversation.between("app2", "a", "c"),
            Conversation.of("app", "a"),
            Conversation.of("app", "a:c"),
            Conversation.of("app", "{a}"),
            Conversation.of("app", "}a"),
            Conversation.of("app", "a b"),
            Conversation.of("app:c", "\u65e5"),
            Conversation.of("app", "c:\u65e5"));
    for (int i = 0; i < conversations.size(); i++) {
      keep(conversations.get(i), "a", i + 1);
    }
    for (int i = 0; i < conversations.size(); i++) {
      assertThat(ids(query(all(conversations.get(i))).entries()))
          .as("%s", conversations.get(i))
          .containsExactly(i + 1L);
    }
  }

  @Test
  default void historyThatIsTooOldIsNotRead() {
    open(SHORT_LIVED);
    keep(channel("news"), "alice", 1);
    passRetention();
    keep(channel("news"), "alice", 2);

    assertThat(ids(query(all(channel("news"))).entries())).containsExactly(2L);
    assertThat(get(store().count(all(channel("news"))))).isEqualTo(1);
    store().sweep();
    assertThat(ids(query(newest(channel("news"))).entries())).containsExactly(2L);
  }

  @Test
  default void theOldestOfAnAppGiveWayWhenItHasTooManyBytes() {
    open(StoreAccess.rules(QUEUE, Duration.ofDays(1), 64 << 10));
    put(historical(Conversation.of("other", "news"), "alice", 1, nowMs()));
    String text = "x".repeat(4_000);
    for (int i = 1; i <= 40; i++) {
      Conversation conversation = channel(i % 2 == 0 ? "even" : "odd");
      put(withText(historical(conversation, "alice", i, nowMs()), text));
      tick();
    }
    Eventually.until(
        Duration.ofSeconds(10),
        () ->
            get(store().count(all(channel("even")))) + get(store().count(all(channel("odd"))))
                <= 16);

    List<Long> left = new ArrayList<>(ids(query(all(channel("even"))).entries()));
    left.addAll(ids(query(all(channel("odd"))).entries()));
    left.sort(null);
    assertThat(left).hasSizeBetween(10, 16).endsWith(40L);
    assertThat(left.get(0)).isEqualTo(40 - left.size() + 1);
    assertThat(ids(query(all(Conversation.of("other", "news"))).entries())).containsExactly(1L);
  }
}
