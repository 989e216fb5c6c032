package io.rtmkit.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.server.core.ManualClock;
import io.rtmkit.server.core.event.Event;
import io.rtmkit.server.core.event.EventKind;
import io.rtmkit.server.core.event.Events;
import io.rtmkit.server.core.event.OfflineReason;
import io.rtmkit.server.core.session.UserKey;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The latest events of each app: what is kept, in which order, and what is taken once. */
class EventFeedTest {
  private static final String APP = "0123456789abcdef0123456789abcdef";
  private static final UserKey ALICE = new UserKey(APP, "alice");
  private static final long STARTED_MS = 1_000;

  private final Events events = new Events(new ManualClock());
  private final EventFeed feed = new EventFeed(events, STARTED_MS);

  private void tell(Event event) {
    events.tell(now -> event);
  }

  private void seen(EventKind kind, String sessionId) {
    tell(new Event.UserSeen(kind, ALICE, sessionId, 0));
  }

  private void offline(String sessionId) {
    tell(new Event.UserOffline(ALICE, sessionId, OfflineReason.KICKED, 0));
  }

  private void channel(EventKind kind, UserKey user) {
    tell(new Event.ChannelChanged(kind, user, "room", 1, 0));
  }

  private List<EventKind> take(EventFeed.Topic topic) {
    return feed.take(APP, topic).stream().map(entry -> entry.event().kind()).toList();
  }

  private List<Long> idsAfter(String appId, long id, int limit) {
    return feed.after(appId, id, limit).stream().map(EventFeed.Entry::id).toList();
  }

  @Test
  void nothingIsKeptUntilSomebodyMayAsk() {
    assertThat(events.isEmpty()).isTrue();
    channel(EventKind.CHANNEL_JOINED, ALICE);
    feed.begin();
    feed.begin();
    channel(EventKind.CHANNEL_LEFT, ALICE);
    assertThat(feed.after(APP, 0, 10)).hasSize(1);
  }

  @Test
  void idsRiseAndBeginWithTheTimeOfTheStart() {
    feed.begin();
    for (int i = 0; i < 3; i++) {
      channel(EventKind.CHANNEL_JOINED, ALICE);
    }
    long first = STARTED_MS * 1_000 + 1;
    assertThat(idsAfter(APP, 0, 10)).containsExactly(first, first + 1, first + 2);
    assertThat(idsAfter(APP, first, 10)).containsExactly(first + 1, first + 2);
    assertThat(idsAfter(APP, first, 1)).containsExactly(first + 1);
    assertThat(idsAfter(APP, first + 2, 10)).isEmpty();
  }

  @Test
  void appsSeeTheirOwnEventsOnly() {
    feed.begin();
    channel(EventKind.CHANNEL_JOINED, ALICE);
    channel(EventKind.CHANNEL_JOINED, new UserKey("another", "bob"));
    tell(new Event.ServerStarted(0)); // of no app
    assertThat(feed.after(APP, 0, 10)).hasSize(1);
    assertThat(feed.after("another", 0, 10)).hasSize(1);
    assertThat(feed.after("", 0, 10)).isEmpty();
    assertThat(feed.after("unknown", 0, 10)).isEmpty();
  }

  @Test
  void eachEventOfATopicIsTakenOnce() {
    assertThat(take(EventFeed.Topic.CHANNELS)).as("begins with the first question").isEmpty();
    channel(EventKind.CHANNEL_CREATED, ALICE);
    channel(EventKind.CHANNEL_JOINED, ALICE);
    seen(EventKind.USER_ONLINE, "one");
    channel(EventKind.CHANNEL_LEFT, ALICE);
    assertThat(take(EventFeed.Topic.CHANNELS))
        .containsExactly(EventKind.CHANNEL_JOINED, EventKind.CHANNEL_LEFT);
    assertThat(take(EventFeed.Topic.CHANNELS)).isEmpty();
    assertThat(take(EventFeed.Topic.USERS)).containsExactly(EventKind.USER_ONLINE);
    channel(EventKind.CHANNEL_JOINED, ALICE);
    assertThat(take(EventFeed.Topic.CHANNELS)).containsExactly(EventKind.CHANNEL_JOINED);
    assertThat(feed.after(APP, 0, 10)).as("who reads with a cursor has all").hasSize(5);
  }

  @Test
  void whoIsHeardFromAgainHasNotLoggedIn() {
    feed.begin();
    seen(EventKind.USER_ONLINE, "one");
    seen(EventKind.USER_UNREACHABLE, "one");
    seen(EventKind.USER_ONLINE, "one"); // back
    seen(EventKind.USER_UNREACHABLE, "one");
    offline("one");
    seen(EventKind.USER_ONLINE, "two");
    assertThat(take(EventFeed.Topic.USERS))
        .containsExactly(EventKind.USER_ONLINE, EventKind.USER_OFFLINE, EventKind.USER_ONLINE);
    assertThat(feed.after(APP, 0, 10))
        .extracting(EventFeed.Entry::login)
        .containsExactly(true, false, false, false, false, true);
  }

  @Test
  void whoEndedUnreachableAndComesWithTheSameSessionLogsInAnew() {
    feed.begin();
    seen(EventKind.USER_UNREACHABLE, "one");
    offline("one");
    seen(EventKind.USER_ONLINE, "one");
    assertThat(feed.after(APP, 0, 10)).extracting(EventFeed.Entry::login).endsWith(true);
  }

  @Test
  void theOldestEventsOfAnAppGiveWay() {
    feed.begin();
    for (int i = 0; i < 4_001; i++) {
      channel(EventKind.CHANNEL_JOINED, ALICE);
    }
    List<Long> kept = idsAfter(APP, 0, Integer.MAX_VALUE);
    assertThat(kept).hasSize(4_000);
    assertThat(kept.get(0)).isEqualTo(STARTED_MS * 1_000 + 2);
  }

  @Test
  void theAppThatWasQuietLongestGivesWay() {
    feed.begin();
    for (int i = 0; i < 1_000; i++) {
      channel(EventKind.CHANNEL_JOINED, new UserKey("app " + i, "bob"));
    }
    channel(EventKind.CHANNEL_JOINED, new UserKey("app 0", "bob"));
    channel(EventKind.CHANNEL_JOINED, new UserKey("one more", "bob"));
    assertThat(feed.after("app 1", 0, 10)).isEmpty();
    assertThat(feed.after("app 0", 0, 10)).hasSize(2);
    assertThat(feed.after("one more", 0, 10)).hasSize(1);
  }
}
