package io.rtmkit.server.store;

import static io.rtmkit.server.store.Requests.APP;
import static io.rtmkit.server.store.Requests.all;
import static io.rtmkit.server.store.Requests.between;
import static io.rtmkit.server.store.Requests.channel;
import static io.rtmkit.server.store.Requests.historical;
import static io.rtmkit.server.store.Requests.newest;
import static io.rtmkit.server.store.Requests.piece;
import static io.rtmkit.server.store.Requests.user;
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
import io.rtmkit.server.core.port.Stored;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** How what a user sent and received is read in pieces. One thread. */
interface UserHistoryPagesContract extends StoreAccess {
  /** Many messages of one sender to many conversations, as many as possible in a millisecond. */
  private Set<Long> burst() {
    List<CompletionStage<Stored>> stages = new ArrayList<>();
    Set<Long> expected = new HashSet<>();
    for (long i = 1; i <= 200; i++) {
      Conversation conversation =
          i % 3 == 0 ? channel("c" + i % 40) : Conversation.between(APP, "alice", "c" + i % 40);
      stages.add(store().store(historical(conversation, "alice", i, nowMs())));
      expected.add(i);
    }
    stages.forEach(StoreAccess::get);
    return expected;
  }

  @Test
  default void aCursorLeavesNothingOutAndDoublesNothingInOneMillisecond() {
    Set<Long> expected = burst();
    List<Long> up = found(HistoryScope.sentBy(user("alice")));
    assertThat(up).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(expected);

    for (boolean newestFirst : List.of(false, true)) {
      HistoryScope scope = HistoryScope.sentBy(user("alice"));
      HistoryQuery query = newestFirst ? newest(scope) : all(scope);
      List<Long> walked = new ArrayList<>();
      LogPlace after = null;
      LogPage page;
      do {
        page = get(store().query(piece(query, after, 7)));
        assertThat(page.entries().stream().map(LogPage.Entry::id).toList())
            .isSortedAccordingTo(newestFirst ? Collections.reverseOrder() : Long::compare);
        walked.addAll(ids(page.entries()));
        after = page.entries().get(page.entries().size() - 1).place();
        assertThat(page.entries().size() == 7 || !page.more()).isTrue();
      } while (page.more());
      if (newestFirst) {
        Collections.reverse(walked);
      }
      assertThat(walked).isEqualTo(up);
    }
  }

  @Test
  default void pagesByNumberMeetWithoutHoles() {
    burst();
    Conversation news = channel("news");
    for (int i = 1; i <= 120; i++) {
      put(historical(news, i % 2 == 0 ? "dave" : "erin", i, nowMs()));
    }
    for (HistoryScope scope :
        List.of(
            HistoryScope.sentBy(user("alice")),
            HistoryScope.receivedBy(user("c1")),
            HistoryScope.of(news),
            HistoryScope.of(news, "dave"))) {
      for (HistoryQuery query : List.of(all(scope), newest(scope))) {
        List<Long> expected = ids(get(store().query(query)).entries());
        List<Long> walked = new ArrayList<>();
        LogPage page;
        do {
          page = get(store().query(piece(query, walked.size(), 20)));
          walked.addAll(ids(page.entries()));
          assertThat(page.more()).isEqualTo(walked.size() < expected.size());
        } while (page.more());
        assertThat(walked).isNotEmpty().isEqualTo(expected);
        assertThat(get(store().query(piece(query, expected.size(), 20))).entries()).isEmpty();
        assertThat(get(store().query(piece(query, 10_000, 20))).more()).isFalse();
      }
    }
  }

  @Test
  default void aPageOfAUserHasSoManyBytesButAlwaysOneMessage() {
    for (int i = 1; i <= 3; i++) {
      put(withText(historical(channel("c" + i), "alice", i, nowMs()), "x".repeat(1_000)));
      tick();
    }
    HistoryScope scope = HistoryScope.sentBy(user("alice"));

    LogPage page = get(store().query(new HistoryQuery(scope, 0, 0, true, null, 0, 100, 1)));
    assertThat(ids(page.entries())).containsExactly(3L);
    assertThat(page.more()).isTrue();
    page = get(store().query(new HistoryQuery(scope, 0, 0, true, null, 1, 100, 1_100)));
    assertThat(ids(page.entries())).containsExactly(2L, 1L);
    assertThat(page.more()).isFalse();
  }

  @Test
  default void aTimeOfAUserIsHalfOpen() {
    List<Long> times = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      times.add(LogIds.toMs(tell("alice", "bob" + i % 2, i).logId()));
    }
    HistoryScope scope = HistoryScope.sentBy(user("alice"));

    HistoryQuery middle = between(scope, times.get(1), times.get(3));
    assertThat(ids(get(store().query(middle)).entries())).containsExactly(2L, 3L);
    assertThat(get(store().count(middle))).isEqualTo(2);
    LogPlace second = get(store().query(middle)).entries().get(0).place();
    assertThat(ids(get(store().query(piece(middle, second, 9))).entries())).containsExactly(3L);
    assertThat(ids(get(store().query(between(scope, times.get(3), 0))).entries()))
        .containsExactly(4L);
    assertThat(get(store().count(between(scope, times.get(3), times.get(0))))).isZero();
    assertThat(get(store().query(between(scope, times.get(3), times.get(0)))).entries()).isEmpty();
    assertThat(get(store().count(between(scope, Long.MAX_VALUE, Long.MAX_VALUE)))).isZero();
  }
}
