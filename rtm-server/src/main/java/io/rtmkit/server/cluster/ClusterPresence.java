package io.rtmkit.server.cluster;

import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.protocol.v1.PeerPresence;
import io.rtmkit.server.cluster.script.SessionRecord;
import io.rtmkit.server.cluster.wire.Item;
import io.rtmkit.server.cluster.wire.PresenceItem;
import io.rtmkit.server.core.port.Answer;
import io.rtmkit.server.core.port.StoreException;
import io.rtmkit.server.core.presence.PresenceFigures;
import io.rtmkit.server.core.presence.PresenceService;
import io.rtmkit.server.core.presence.SharedPresence;
import io.rtmkit.server.core.session.OnlineState;
import io.rtmkit.server.core.session.Session;
import io.rtmkit.server.core.session.SessionListener;
import io.rtmkit.server.core.session.UserKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Presence over all servers: each enters itself as a watcher of the users whom its sessions watch,
 * and is told their states with versions. Thread-safe.
 */
final class ClusterPresence implements PresenceService, SessionListener {
  private final Cluster cluster;
  private final SharedPresence shared;

  /** What this server is entered for is changed for one user one after the other. */
  private final Sequence<UserKey> sequence = new Sequence<>();

  /** Of users whose session is about to come here: whom it watches. */
  private final ConcurrentMap<UserKey, List<String>> coming = new ConcurrentHashMap<>();

  ClusterPresence(Cluster cluster, int maxWatched) {
    this.cluster = cluster;
    this.shared = new SharedPresence(maxWatched);
  }

  @Override
  public void query(String appId, List<String> userIds, Answer<List<PeerPresence>> answer) {
    List<CompletableFuture<PeerPresence>> states = new ArrayList<>();
    for (String userId : userIds) {
      states.add(state(new UserKey(appId, userId)));
    }
    Futures.all(states)
        .whenComplete(
            (all, failure) -> {
              if (all == null) {
                answer.fail(StoreException.of(failure));
              } else {
                answer.give(all);
              }
            });
  }

  private CompletableFuture<PeerPresence> state(UserKey user) {
    Session here = cluster.sessions().find(user);
    if (here != null) {
      return CompletableFuture.completedFuture(
          SharedPresence.presence(user.userId(), here.state(), 0));
    }
    return cluster
        .directory()
        .look(user)
        .thenApply(session -> SharedPresence.presence(user.userId(), seen(session), 0));
  }

  /** Whoever is at a server that is gone may come back, until somebody has cleaned up behind it. */
  private boolean isLost(SessionRecord session) {
    return session.state() == OnlineState.ONLINE && cluster.bus().isGone(session.node());
  }

  private OnlineState seen(SessionRecord session) {
    return isLost(session) ? OnlineState.UNREACHABLE : session.state();
  }

  @Override
  public void watch(Session watcher, List<String> userIds, Answer<List<PeerPresence>> answer) {
    List<UserKey> added = shared.watch(watcher, userIds);
    if (added == null) {
      answer.give(null);
      return;
    }
    List<CompletableFuture<?>> done = new ArrayList<>();
    done.add(
        cluster
            .users()
            .sets()
            .addWatched(
                watcher.user(),
                watcher.identity().key().sessionId(),
                watcher.identity().epoch(),
                userIds));
    for (UserKey user : added) {
      done.add(enter(user));
    }
    CompletableFuture.allOf(done.toArray(CompletableFuture<?>[]::new))
        .whenComplete(
            (all, failure) -> {
              if (watcher.isEnded()) {
                shared.forget(watcher, this::leave); // its own forgetting came too early
              }
              if (failure != null) {
                shared.unwatch(watcher, added.stream().map(UserKey::userId).toList(), this::leave);
                answer.fail(StoreException.of(failure));
              } else {
                answer.give(shared.present(watcher, userIds));
              }
            });
  }

  /** Enters this server as a watcher, and learns the state. */
  private CompletableFuture<?> enter(UserKey user) {
    return sequence.run(
        user,
        () ->
            cluster
                .users()
                .watch()
                .add(user, cluster.bus().node())
                .thenAccept(
                    session -> {
                      if (isLost(session)) {
                        shared.takeForLost(user, session.presenceVersion());
                      } else {
                        shared.learn(user, session.state(), session.presenceVersion());
                      }
                    }));
  }

  /** Nobody here watches the user any more, unless somebody has begun to again. */
  private void leave(UserKey user) {
    cluster
        .retries()
        .run(
            () ->
                sequence.run(
                    user,
                    () ->
                        shared.isWatched(user)
                            ? CompletableFuture.completedFuture(null)
                            : cluster.users().watch().remove(user, cluster.bus().node())));
  }

  @Override
  public void unwatch(Session watcher, List<String> userIds, Answer<Void> answer) {
    shared.unwatch(watcher, userIds, this::leave);
    cluster
        .users()
        .sets()
        .removeWatched(
            watcher.user(),
            watcher.identity().key().sessionId(),
            watcher.identity().epoch(),
            userIds)
        .whenComplete(
            (done, failure) -> {
              if (failure == null) {
                answer.give(null);
              } else {
                answer.fail(StoreException.of(failure));
              }
            });
  }

  @Override
  public List<String> watchedBy(Session watcher) {
    return shared.watchedBy(watcher);
  }

  /** A user's state has changed: tells the servers that watch. */
  void tell(UserKey user, OnlineState state, long version, Collection<String> nodes) {
    Item item = null;
    for (String node : nodes) {
      if (node.equals(cluster.bus().node())) {
        shared.learn(user, state, version);
      } else if (cluster.bus().hasLeft(node)) {
        cluster.retries().run(() -> cluster.users().watch().remove(user, node));
      } else {
        item = item == null ? item(user, state, version) : item;
        cluster.bus().send(node, item);
      }
    }
  }

  private static Item item(UserKey user, OnlineState state, long version) {
    PresenceItem.State is =
        switch (state) {
          case ONLINE -> PresenceItem.State.STATE_ONLINE;
          case UNREACHABLE -> PresenceItem.State.STATE_UNREACHABLE;
          case OFFLINE -> PresenceItem.State.STATE_OFFLINE;
        };
    return Item.newBuilder()
        .setPresence(
            PresenceItem.newBuilder()
                .setAppId(user.appId())
                .setUserId(user.userId())
                .setState(is)
                .setVersion(version))
        .build();
  }

  /** Another server says that a user's state has changed. */
  void onPresence(PresenceItem item) {
    OnlineState state =
        switch (item.getState()) {
          case STATE_ONLINE -> OnlineState.ONLINE;
          case STATE_UNREACHABLE -> OnlineState.UNREACHABLE;
          default -> OnlineState.OFFLINE;
        };
    shared.learn(new UserKey(item.getAppId(), item.getUserId()), state, item.getVersion());
  }

  /** A session is about to come here, which watches these. */
  void onClaimed(UserKey user, List<String> watched) {
    if (!watched.isEmpty()) {
      coming.put(user, watched);
    }
  }

  @Override
  public void onAdopted(Session session) {
    List<String> watched = coming.remove(session.user());
    List<UserKey> added = watched == null ? null : shared.watch(session, watched);
    if (added == null) {
      return;
    }
    List<CompletableFuture<?>> entered = new ArrayList<>();
    added.forEach(user -> entered.add(enter(user)));
    CompletableFuture.allOf(entered.toArray(CompletableFuture<?>[]::new))
        .whenComplete((done, failure) -> shared.tellAll(session));
  }

  @Override
  public void onOpened(Session session) {
    coming.remove(session.user());
  }

  @Override
  public void onResumed(Session session) {
    shared.tellAll(session); // what it missed is among them
  }

  @Override
  public void onMoved(Session session, Set<String> channels) {
    shared.forget(session, this::leave);
  }

  @Override
  public void onEnded(Session session, CloseCode code, Set<String> channels) {
    shared.forget(session, this::leave);
  }

  /** Something was lost, or a server is gone: looks at everybody who is watched. */
  void compareAll(Pace pace) {
    for (UserKey user : shared.users()) {
      pace.run(() -> enter(user));
    }
  }

  PresenceFigures figures() {
    return shared;
  }
}
