package io.rtmkit.server.admin;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.rtmkit.server.core.event.Event;
import io.rtmkit.server.core.event.EventKind;
import io.rtmkit.server.core.event.EventListener;
import io.rtmkit.server.core.event.Events;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The latest events of each app, for back ends that ask instead of being called. In memory; the
 * oldest give way. Thread-safe.
 */
final class EventFeed implements EventListener {
  private static final int EVENTS_PER_APP = 4_000;

  /** In dev mode anybody may name an app. */
  private static final int MOST_APPS = 1_000;

  /** Ids rise also over a restart: nobody makes a thousand events a millisecond for long. */
  private static final int IDS_PER_MS = 1_000;

  /** An event and its place. */
  record Entry(long id, Event event, boolean login) {}

  /** What may be taken, each event once. */
  enum Topic {
    /** Logins and logouts. */
    USERS,
    /** Joins and leaves. */
    CHANNELS;

    private boolean includes(Entry entry) {
      EventKind kind = entry.event().kind();
      return this == USERS
          ? entry.login() || kind == EventKind.USER_OFFLINE
          : kind == EventKind.CHANNEL_JOINED || kind == EventKind.CHANNEL_LEFT;
    }
  }

  /** The events of one app; guarded by the feed. */
  private static final class Recent {
    private final ArrayDeque<Entry> entries = new ArrayDeque<>();
    private final Set<String> unreachable = new HashSet<>();
    private final Map<Topic, Long> taken = new EnumMap<>(Topic.class);
  }

  /** The app that was quiet longest first. */
  @GuardedBy("this")
  private final Map<String, Recent> byApp = new LinkedHashMap<>(8, 0.75f, true);

  @GuardedBy("this")
  private long lastId;

  private final Events events;
  private final AtomicBoolean begun = new AtomicBoolean();

  /** Knows nothing before {@link #begin}. */
  EventFeed(Events events, long startedMs) {
    this.events = events;
    this.lastId = startedMs * IDS_PER_MS;
  }

  /** Listens from now on, if it does not yet: while nobody can ask, events cost nothing. */
  void begin() {
    if (begun.compareAndSet(false, true)) {
      events.add(this);
    }
  }

  @Override
  public synchronized void on(Event event) {
    String appId = event.user().appId();
    if (appId.isEmpty()) {
      return;
    }
    Recent recent = byApp.computeIfAbsent(appId, id -> new Recent());
    if (byApp.size() > MOST_APPS) {
      byApp.remove(byApp.keySet().iterator().next());
    }
    lastId++;
    recent.entries.add(new Entry(lastId, event, isLogin(recent, event)));
    if (recent.entries.size() > EVENTS_PER_APP) {
      recent.entries.remove();
    }
  }

  /** Whether a user logged in, and was not only heard from again. */
  private static boolean isLogin(Recent recent, Event event) {
    if (event instanceof Event.UserOffline offline) {
      recent.unreachable.remove(offline.sessionId());
    } else if (event instanceof Event.UserSeen seen) {
      if (seen.kind() == EventKind.USER_ONLINE) {
        return !recent.unreachable.remove(seen.sessionId());
      }
      recent.unreachable.add(seen.sessionId());
    }
    return false;
  }

  /** Events behind an id, the oldest first. */
  synchronized List<Entry> after(String appId, long id, int limit) {
    Recent recent = byApp.get(appId);
    return recent == null
        ? List.of()
        : recent.entries.stream().filter(entry -> entry.id() > id).limit(limit).toList();
  }

  /** The events of a topic that nobody has taken yet. */
  List<Entry> take(String appId, Topic topic) {
    begin(); // whoever asks a server without a port of its own
    return takeNow(appId, topic);
  }

  private synchronized List<Entry> takeNow(String appId, Topic topic) {
    Recent recent = byApp.get(appId);
    if (recent == null) {
      return List.of();
    }
    long taken = recent.taken.getOrDefault(topic, 0L);
    recent.taken.put(topic, lastId);
    return recent.entries.stream()
        .filter(entry -> entry.id() > taken && topic.includes(entry))
        .toList();
  }
}
