package io.rtmkit.server.cluster;

import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.server.cluster.bus.Bus;
import io.rtmkit.server.cluster.script.OpenedSession;
import io.rtmkit.server.cluster.script.SessionClaim;
import io.rtmkit.server.cluster.script.StateChange;
import io.rtmkit.server.cluster.wire.EndSessionItem;
import io.rtmkit.server.cluster.wire.HandedOverItem;
import io.rtmkit.server.cluster.wire.Item;
import io.rtmkit.server.core.login.ClaimedSession;
import io.rtmkit.server.core.login.SessionClaims;
import io.rtmkit.server.core.port.Answer;
import io.rtmkit.server.core.port.StoreException;
import io.rtmkit.server.core.session.OnlineState;
import io.rtmkit.server.core.session.ResumeKey;
import io.rtmkit.server.core.session.Session;
import io.rtmkit.server.core.session.SessionListener;
import io.rtmkit.server.core.session.Sessions;
import io.rtmkit.server.core.session.UserKey;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Enters the sessions of this server into the registry that all servers share, so that a user has
 * one session anywhere: each login raises the user's epoch, and whoever has a lower one is fenced
 * off. What is done for one user is done one after the other. Thread-safe.
 */
final class ClusterSessions implements SessionClaims, SessionListener {
  private static final String ELSEWHERE = "the same user logged in elsewhere";
  private static final String LOST = "the session is lost, log in again";

  private final Sessions sessions;
  private final SessionScripts scripts;
  private final Bus bus;
  private final ClusterPresence presence;
  private final ClusterInvitations invitations;
  private final Aftermath aftermath;
  private final Retries retries;
  private final Directory directory;
  private final Sequence<UserKey> sequence = new Sequence<>();

  /** Word for another server, until a session has come from there. */
  private record Leaving(String node, EndSessionItem end) {}

  private final ConcurrentMap<UserKey, Leaving> toRelease = new ConcurrentHashMap<>();

  ClusterSessions(
      Cluster cluster,
      ClusterPresence presence,
      ClusterInvitations invitations,
      Aftermath aftermath) {
    this.sessions = cluster.sessions();
    this.scripts = cluster.users();
    this.bus = cluster.bus();
    this.retries = cluster.retries();
    this.directory = cluster.directory();
    this.presence = presence;
    this.invitations = invitations;
    this.aftermath = aftermath;
  }

  @Override
  public void claim(UserKey user, @Nullable ResumeKey shown, Answer<ClaimedSession> answer) {
    sequence
        .run(user, () -> claimInTurn(user, shown))
        .whenComplete(
            (claim, failure) -> {
              if (claim == null) {
                answer.fail(StoreException.of(failure));
              } else {
                answer.give(claim);
              }
            });
  }

  private CompletableFuture<ClaimedSession> claimInTurn(UserKey user, @Nullable ResumeKey shown) {
    Session live = sessions.find(user);
    if (live == null || shown == null || !live.identity().isResumedBy(shown)) {
      return open(user, shown);
    }
    // It is here: nothing changes but that it is heard from, if it is still the user's.
    long epoch = live.identity().epoch();
    return scripts
        .state()
        .run(user, shown.sessionId(), epoch, true)
        .thenCompose(
            change -> {
              if (change.outcome() == StateChange.Outcome.FENCED) {
                return open(user, shown);
              }
              tell(user, OnlineState.ONLINE, change);
              return CompletableFuture.completedFuture(resumed(shown, epoch, Set.of()));
            });
  }

  private static ClaimedSession resumed(ResumeKey key, long epoch, Set<String> channels) {
    return new ClaimedSession(ClaimedSession.Kind.RESUMED, key, epoch, channels);
  }

  private CompletableFuture<ClaimedSession> open(UserKey user, @Nullable ResumeKey shown) {
    String node = bus.node();
    ResumeKey fresh = sessions.newKey();
    return scripts
        .owned()
        .add(node, user)
        .thenCompose(added -> scripts.open().run(new SessionClaim(user, node, fresh, shown, true)))
        .thenApply(opened -> onClaimed(user, shown == null ? fresh : shown, fresh, opened));
  }

  private ClaimedSession onClaimed(
      UserKey user, ResumeKey shown, ResumeKey fresh, OpenedSession opened) {
    if (opened.kind() == OpenedSession.Kind.REFUSED) {
      return new ClaimedSession(ClaimedSession.Kind.DISPLACED, shown, 0, Set.of());
    }
    if (opened.presenceChanged()) {
      presence.tell(user, OnlineState.ONLINE, opened.presenceVersion(), opened.watchers());
    }
    invitations.onClaimed(user, opened.invitations());
    if (opened.kind() == OpenedSession.Kind.RESUMED) {
      presence.onClaimed(user, opened.watched());
      EndSessionItem end =
          end(user, opened, CloseCode.CLOSE_CODE_RESUMED_ELSEWHERE, "resumed on another server");
      if (isElsewhere(opened)) {
        toRelease.put(user, new Leaving(opened.previousNode(), end));
      }
      return resumed(shown, opened.epoch(), Set.copyOf(opened.channels()));
    }
    if (isElsewhere(opened)) {
      send(opened.previousNode(), end(user, opened, CloseCode.CLOSE_CODE_REMOTE_LOGIN, ELSEWHERE));
    }
    if (!opened.previousSessionId().isEmpty()) {
      aftermath.displaced(user, opened);
    }
    return new ClaimedSession(ClaimedSession.Kind.OPENED, fresh, opened.epoch(), Set.of());
  }

  private boolean isElsewhere(OpenedSession opened) {
    String previous = opened.previousNode();
    return !previous.isEmpty() && !previous.equals(bus.node());
  }

  private static EndSessionItem end(
      UserKey user, OpenedSession opened, CloseCode code, String reason) {
    return EndSessionItem.newBuilder()
        .setAppId(user.appId())
        .setUserId(user.userId())
        .setSessionId(opened.previousSessionId())
        .setCloseCode(code.getNumber())
        .setReason(reason)
        .setEpoch(opened.epoch())
        .build();
  }

  private void send(String node, EndSessionItem end) {
    bus.send(node, Item.newBuilder().setEndSession(end).build());
  }

  /** From now on what the other server has for the session may come here. */
  @Override
  public void onAdopted(Session session) {
    Leaving leaving = toRelease.remove(session.user());
    if (leaving != null) {
      send(leaving.node(), leaving.end());
    }
  }

  /** Another server, where a session is by now, says that it is over here. */
  void onEndSession(String from, EndSessionItem item) {
    UserKey user = new UserKey(item.getAppId(), item.getUserId());
    directory.came(user, from);
    Session session = sessions.find(user);
    CloseCode code = CloseCode.forNumber(item.getCloseCode());
    if (session != null
        && code != null
        && session.identity().key().sessionId().equals(item.getSessionId())
        && session.identity().epoch() < item.getEpoch()) {
      if (code == CloseCode.CLOSE_CODE_RESUMED_ELSEWHERE) {
        sessions.release(session, code, item.getReason());
      } else {
        sessions.end(session, code, item.getReason());
      }
    }
    tellHandedOver(user, from);
  }

  private void tellHandedOver(UserKey user, String node) {
    HandedOverItem done =
        HandedOverItem.newBuilder().setAppId(user.appId()).setUserId(user.userId()).build();
    bus.send(node, Item.newBuilder().setHandedOver(done).build());
  }

  @Override
  public void onStateChanged(Session session) {
    tellState(session, scripts.state()::run);
  }

  /** Tells all who watch a session's user that it is as it is: they may have taken it for lost. */
  CompletableFuture<?> announce(Session session) {
    return tellState(session, scripts.state()::announce);
  }

  /** Notes a state. */
  private interface Noting {
    CompletableFuture<StateChange> note(UserKey user, String sessionId, long epoch, boolean online);
  }

  private CompletableFuture<?> tellState(Session session, Noting noting) {
    boolean online = session.state() == OnlineState.ONLINE;
    String sessionId = session.identity().key().sessionId();
    long epoch = session.identity().epoch();
    return sequence
        .run(session.user(), () -> noting.note(session.user(), sessionId, epoch, online))
        .thenAccept(
            change -> {
              if (change.outcome() == StateChange.Outcome.FENCED) {
                check(session);
              } else {
                tell(session.user(), online ? OnlineState.ONLINE : OnlineState.UNREACHABLE, change);
              }
            });
  }

  private void tell(UserKey user, OnlineState state, StateChange change) {
    if (change.outcome() == StateChange.Outcome.CHANGED) {
      presence.tell(user, state, change.presenceVersion(), change.watchers());
    }
  }

  /** Looks whether a session of this server is still its user's; word of it may have been lost. */
  CompletableFuture<?> check(Session session) {
    return scripts
        .read()
        .run(session.user())
        .thenAccept(
            record -> {
              boolean mine =
                  record.sessionId().equals(session.identity().key().sessionId())
                      && record.epoch() == session.identity().epoch();
              if (mine || session.isEnded()) {
                return;
              }
              if (record.node().isEmpty()) {
                // Redis has lost it, or somebody swept it away: its client begins anew.
                sessions.end(session, CloseCode.CLOSE_CODE_INTERNAL_ERROR, LOST);
              } else {
                sessions.end(session, CloseCode.CLOSE_CODE_REMOTE_LOGIN, ELSEWHERE);
                tellHandedOver(session.user(), record.node());
              }
            });
  }

  @Override
  public void onEnded(Session session, CloseCode code, Set<String> channels) {
    retries.run(() -> sequence.run(session.user(), () -> close(session)));
  }

  @Override
  public void onMoved(Session session, Set<String> channels) {
    retries.run(() -> sequence.run(session.user(), () -> disown(session.user())));
  }

  private CompletableFuture<?> close(Session session) {
    UserKey user = session.user();
    String sessionId = session.identity().key().sessionId();
    return scripts
        .close()
        .run(user, sessionId, session.identity().epoch())
        .thenCompose(
            closed -> {
              if (closed.closed()) {
                presence.tell(
                    user, OnlineState.OFFLINE, closed.presenceVersion(), closed.watchers());
              }
              return disown(user);
            });
  }

  /** This server has no session of the user any more, if it has none. */
  private CompletableFuture<?> disown(UserKey user) {
    return sessions.find(user) == null
        ? scripts.owned().remove(bus.node(), user)
        : CompletableFuture.completedFuture(null);
  }
}
