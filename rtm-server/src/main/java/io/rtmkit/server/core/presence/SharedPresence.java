package io.rtmkit.server.core.presence;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.rtmkit.protocol.v1.PeerPresence;
import io.rtmkit.protocol.v1.PresencePush;
import io.rtmkit.protocol.v1.Push;
import io.rtmkit.server.core.Wire;
import io.rtmkit.server.core.session.OnlineState;
import io.rtmkit.server.core.session.Session;
import io.rtmkit.server.core.session.UserKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Whom the sessions of this server watch, where the users may be on any server: their states come
 * from outside, with versions, and what is older than what is known changes nothing. Thread-safe.
 */
public final class SharedPresence implements PresenceFigures {
  /** A user whom somebody here watches. Guarded by its own monitor. */
  private static final class Watched {
    private final String userId;

    @GuardedBy("this")
    private final Set<Session> watchers = new HashSet<>(4);

    @GuardedBy("this")
    private OnlineState state = OnlineState.OFFLINE;

    @GuardedBy("this")
    private long version = -1;

    /** Whether the state is only what is thought of somebody whose server is gone. */
    @GuardedBy("this")
    private boolean takenForLost;

    /** Behind the version that clients were told, which rises also with what was only thought. */
    @GuardedBy("this")
    private int thoughts;

    Watched(String userId) {
      this.userId = userId;
    }

    synchronized void add(Session watcher) {
      watchers.add(watcher);
    }

    synchronized boolean remove(Session watcher) {
      watchers.remove(watcher);
      return watchers.isEmpty();
    }

    synchronized void learn(OnlineState newState, long newVersion) {
      if (newVersion > version) {
        thoughts = 0;
      } else if (newVersion == version && takenForLost) {
        thoughts++;
      } else {
        return;
      }
      takenForLost = false;
      become(newState, newVersion);
    }

    synchronized void takeForLost(long ofVersion) {
      if (ofVersion < version || (ofVersion == version && takenForLost)) {
        return;
      }
      thoughts = ofVersion == version ? thoughts + 1 : 1;
      takenForLost = true;
      become(OnlineState.UNREACHABLE, ofVersion);
    }

    @GuardedBy("this")
    private void become(OnlineState newState, long newVersion) {
      boolean changed = version >= 0 && newState != state;
      state = newState;
      version = newVersion;
      if (changed) {
        byte[] frame = encode(List.of(presence()));
        watchers.forEach(watcher -> watcher.send(frame));
      }
    }

    synchronized PeerPresence presence() {
      return WatchedUser.toProto(userId, state).setVersion(Math.max(0, version) + thoughts).build();
    }
  }

  private final ConcurrentMap<UserKey, Watched> watched = new ConcurrentHashMap<>();
  private final ConcurrentMap<Session, WatchList> lists = new ConcurrentHashMap<>();
  private final int maxWatched;

  /**
   * Creates an empty registry.
   *
   * @param maxWatched users that one session may watch
   */
  public SharedPresence(int maxWatched) {
    this.maxWatched = maxWatched;
  }

  /**
   * Watches users.
   *
   * @return those whom this session did not watch before; null if they would be too many, and then
   *     nothing has changed
   */
  public @Nullable List<UserKey> watch(Session watcher, Collection<String> userIds) {
    WatchList list = lists.computeIfAbsent(watcher, session -> new WatchList(maxWatched));
    List<UserKey> added = new ArrayList<>();
    boolean done =
        list.add(
            userIds,
            userId -> {
              UserKey user = key(watcher, userId);
              add(user, watcher);
              added.add(user);
            });
    return done ? added : null;
  }

  private void add(UserKey user, Session watcher) {
    watched.compute(
        user,
        (key, known) -> {
          Watched entry = known == null ? new Watched(user.userId()) : known;
          entry.add(watcher);
          return entry;
        });
  }

  /**
   * Ends watching; users who are not watched are passed over.
   *
   * @param unwatched called for each whom nobody here watches any more
   */
  public void unwatch(Session watcher, Collection<String> userIds, Consumer<UserKey> unwatched) {
    WatchList list = lists.get(watcher);
    if (list != null) {
      list.remove(userIds, userId -> remove(watcher, userId, unwatched));
    }
  }

  /** The session is over, or elsewhere. */
  public void forget(Session watcher, Consumer<UserKey> unwatched) {
    WatchList list = lists.remove(watcher);
    if (list != null) {
      list.close(userId -> remove(watcher, userId, unwatched));
    }
  }

  private void remove(Session watcher, String userId, Consumer<UserKey> unwatched) {
    UserKey user = key(watcher, userId);
    watched.computeIfPresent(
        user,
        (key, entry) -> {
          if (!entry.remove(watcher)) {
            return entry;
          }
          unwatched.accept(user);
          return null;
        });
  }

  /** Whom a session watches, in the order in which it asked for it. */
  public List<String> watchedBy(Session watcher) {
    WatchList list = lists.get(watcher);
    return list == null ? List.of() : list.userIds();
  }

  public boolean isWatched(UserKey user) {
    return watched.containsKey(user);
  }

  /** All who are watched by somebody here. */
  public Set<UserKey> users() {
    return watched.keySet();
  }

  @Override
  public int size() {
    return watched.size();
  }

  @Override
  public int watchers() {
    return lists.size();
  }

  /** What is known of a user now; those who watch are told, if it is newer and another. */
  public void learn(UserKey user, OnlineState state, long version) {
    Watched entry = watched.get(user);
    if (entry != null) {
      entry.learn(state, version);
    }
  }

  /**
   * The server of a user who is online is gone: the user may be lost, until something else is
   * learnt.
   *
   * @param version of the state that is known
   */
  public void takeForLost(UserKey user, long version) {
    Watched entry = watched.get(user);
    if (entry != null) {
      entry.takeForLost(version);
    }
  }

  /** The states as the session knows them, in the order of the ids. */
  public List<PeerPresence> present(Session watcher, Collection<String> userIds) {
    List<PeerPresence> states = new ArrayList<>(userIds.size());
    for (String userId : userIds) {
      Watched entry = watched.get(key(watcher, userId));
      states.add(entry == null ? presence(userId, OnlineState.OFFLINE, 0) : entry.presence());
    }
    return states;
  }

  /** Tells a session the states of all whom it watches. */
  public void tellAll(Session watcher) {
    List<PeerPresence> states = present(watcher, watchedBy(watcher));
    if (!states.isEmpty()) {
      watcher.send(encode(states));
    }
  }

  /** A state as clients are told it. */
  public static PeerPresence presence(String userId, OnlineState state, long version) {
    return WatchedUser.toProto(userId, state).setVersion(version).build();
  }

  private static UserKey key(Session watcher, String userId) {
    return new UserKey(watcher.user().appId(), userId);
  }

  private static byte[] encode(List<PeerPresence> states) {
    PresencePush push = PresencePush.newBuilder().addAllPeers(states).build();
    return Wire.encode(Push.newBuilder().setPresence(push).build());
  }
}
