package io.rtmkit.server.core.presence;

import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.protocol.v1.PeerPresence;
import io.rtmkit.protocol.v1.PresencePush;
import io.rtmkit.protocol.v1.Push;
import io.rtmkit.server.core.Wire;
import io.rtmkit.server.core.session.OnlineState;
import io.rtmkit.server.core.session.Session;
import io.rtmkit.server.core.session.SessionListener;
import io.rtmkit.server.core.session.Sessions;
import io.rtmkit.server.core.session.UserKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The registry of watched users and of those who watch them. Thread-safe. Every turn in a session's
 * life leads to a look at its user; who is not watched costs one look-up.
 */
public final class Presence implements SessionListener, PresenceFigures {
  private final ConcurrentMap<UserKey, WatchedUser> watched = new ConcurrentHashMap<>();
  private final ConcurrentMap<Session, WatchList> lists = new ConcurrentHashMap<>();
  private final AtomicLong versions = new AtomicLong();
  private final Sessions sessions;
  private final int maxWatched;

  /**
   * Creates an empty registry.
   *
   * @param maxWatched users that one session may watch
   */
  public Presence(Sessions sessions, int maxWatched) {
    this.sessions = sessions;
    this.maxWatched = maxWatched;
  }

  /** The states of users of an app, in the order of the ids. */
  public List<PeerPresence> query(String appId, List<String> userIds) {
    List<PeerPresence> states = new ArrayList<>(userIds.size());
    for (String userId : userIds) {
      states.add(WatchedUser.toProto(userId, state(new UserKey(appId, userId))).build());
    }
    return states;
  }

  /**
   * Watches users until {@link #unwatch} or the end of the session.
   *
   * @return their states, in the order of the ids; changes follow. Null if they would be too many,
   *     and then nothing has changed
   */
  public @Nullable List<PeerPresence> watch(Session watcher, List<String> userIds) {
    WatchList list = lists.computeIfAbsent(watcher, session -> new WatchList(maxWatched));
    boolean added = list.add(userIds, userId -> addWatcher(key(watcher, userId), watcher));
    // What changed between an entry's first look and its place in the registry was told to nobody.
    userIds.forEach(userId -> look(key(watcher, userId)));
    if (watcher.isEnded()) {
      forget(watcher); // it ended in between: its own forgetting came too early
    }
    return added ? present(watcher, userIds) : null;
  }

  /** Ends watching; users who are not watched are passed over. */
  public void unwatch(Session watcher, List<String> userIds) {
    WatchList list = lists.get(watcher);
    if (list != null) {
      list.remove(userIds, userId -> removeWatcher(key(watcher, userId), watcher));
    }
  }

  /** Whom a session watches, in the order in which it asked for it. */
  public List<String> watchedBy(Session watcher) {
    WatchList list = lists.get(watcher);
    return list == null ? List.of() : list.userIds();
  }

  @Override
  public int size() {
    return watched.size();
  }

  @Override
  public int watchers() {
    return lists.size();
  }

  @Nullable WatchedUser find(UserKey user) {
    return watched.get(user);
  }

  @Override
  public void onOpened(Session session) {
    look(session.user());
  }

  @Override
  public void onResumed(Session session) {
    look(session.user());
    List<PeerPresence> states = present(session, watchedBy(session));
    if (!states.isEmpty()) {
      session.send(encode(states)); // what it missed is among them
    }
  }

  @Override
  public void onStateChanged(Session session) {
    look(session.user());
  }

  @Override
  public void onEnded(Session session, CloseCode code, Set<String> channels) {
    look(session.user());
    forget(session);
  }

  private void look(UserKey user) {
    WatchedUser entry = watched.get(user);
    WatchedUser.Change change = entry == null ? null : entry.look();
    if (change == null) {
      return;
    }
    byte[] frame = encode(List.of(change.presence()));
    for (Session watcher : change.watchers()) {
      watcher.send(frame);
    }
  }

  private OnlineState state(UserKey user) {
    Session session = sessions.find(user);
    return session == null ? OnlineState.OFFLINE : session.state();
  }

  private void addWatcher(UserKey user, Session watcher) {
    watched.compute(
        user,
        (key, existing) -> {
          WatchedUser entry =
              existing == null
                  ? new WatchedUser(user.userId(), () -> state(user), versions::incrementAndGet)
                  : existing;
          entry.add(watcher);
          return entry;
        });
  }

  private void removeWatcher(UserKey user, Session watcher) {
    watched.computeIfPresent(user, (key, entry) -> entry.remove(watcher) ? null : entry);
  }

  private void forget(Session watcher) {
    WatchList list = lists.remove(watcher);
    if (list != null) {
      list.close(userId -> removeWatcher(key(watcher, userId), watcher));
    }
  }

  /** The states as watchers know them; of a user who is not watched any more, as it is. */
  private List<PeerPresence> present(Session watcher, List<String> userIds) {
    List<PeerPresence> states = new ArrayList<>(userIds.size());
    for (String userId : userIds) {
      UserKey user = key(watcher, userId);
      WatchedUser entry = watched.get(user);
      states.add(
          entry == null ? WatchedUser.toProto(userId, state(user)).build() : entry.presence());
    }
    return states;
  }

  private static UserKey key(Session watcher, String userId) {
    return new UserKey(watcher.user().appId(), userId);
  }

  private static byte[] encode(List<PeerPresence> states) {
    PresencePush push = PresencePush.newBuilder().addAllPeers(states).build();
    return Wire.encode(Push.newBuilder().setPresence(push).build());
  }
}
