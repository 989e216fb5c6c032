package io.rtmkit.server.admin;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.rtmkit.server.core.event.Event;
import io.rtmkit.server.core.event.EventKind;
import io.rtmkit.server.core.event.EventListener;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

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

  /** The events of one app; guarded by the feed. */
  private static final class Recent {
    private final ArrayDeque<Entry> entries = new ArrayDeque<>();
    private final Set<String> unreachable = new HashSet<>();
    private long userEventsTaken;
    private long channelEventsTaken;
  }

  /** The app that was quiet longest first. */
  @GuardedBy("this")
  private final Map<String, Recent> byApp = new LinkedHashMap<>(8, 0.75f, true);

  @GuardedBy("this")
  private long lastId;

  EventFeed(long startedMs) {
    this.lastId = startedMs * IDS_PER_MS;
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

  /** The logins and logouts that nobody has taken yet. */
  synchronized List<Entry> takeUserEvents(String appId) {
    Recent recent = byApp.get(appId);
    if (recent == null) {
      return List.of();
    }
    List<Entry> taken =
        newer(
            recent,
            recent.userEventsTaken,
            entry -> entry.login() || entry.event().kind() == EventKind.USER_OFFLINE);
    recent.userEventsTaken = lastId;
    return taken;
  }

  /** The joins and leaves that nobody has taken yet. */
  synchronized List<Entry> takeChannelEvents(String appId) {
    Recent recent = byApp.get(appId);
    if (recent == null) {
      return List.of();
    }
    List<Entry> taken =
        newer(
            recent,
            recent.channelEventsTaken,
            entry ->
                entry.event().kind() == EventKind.CHANNEL_JOINED
                    || entry.event().kind() == EventKind.CHANNEL_LEFT);
    recent.channelEventsTaken = lastId;
    return taken;
  }

  private static List<Entry> newer(Recent recent, long than, Predicate<Entry> wanted) {
    List<Entry> found = new ArrayList<>();
    for (Entry entry : recent.entries) {
      if (entry.id() > than && wanted.test(entry)) {
        found.add(entry);
      }
    }
    return found;
  }
}
