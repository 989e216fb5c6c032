package io.rtmkit.server.cluster;

import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.server.cluster.bus.Bus;
import io.rtmkit.server.cluster.script.OpenedSession;
import io.rtmkit.server.cluster.script.SessionClaim;
import io.rtmkit.server.cluster.script.StateChange;
import io.rtmkit.server.core.channel.LostMembers;
import io.rtmkit.server.core.login.ClaimedSession;
import io.rtmkit.server.core.login.LoginClaim;
import io.rtmkit.server.core.login.SessionClaims;
import io.rtmkit.server.core.port.Answer;
import io.rtmkit.server.core.port.StoreException;
import io.rtmkit.server.core.session.OnlineState;
import io.rtmkit.server.core.session.ResumeKey;
import io.rtmkit.server.core.session.Session;
import io.rtmkit.server.core.session.SessionListener;
import io.rtmkit.server.core.session.Sessions;
import io.rtmkit.server.core.session.UserKey;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Enters the sessions of this server into the registry that all servers share, so that a user has
 * one session anywhere: each login raises the user's epoch, and whoever has a lower one is fenced
 * off. What is done for one user is done one after the other. Thread-safe.
 */
final class ClusterSessions implements SessionClaims, SessionListener {
  private static final String LOST = "the session is lost, log in again";

  private final Sessions sessions;
  private final SessionScripts scripts;
  private final Bus bus;
  private final ClusterPresence presence;
  private final ClusterInvitations invitations;
  private final Aftermath aftermath;
  private final Retries retries;
  private final SessionHandover handover;
  private final LostMembers lostMembers;
  private final Duration grace;
  private final Sequence<UserKey> sequence = new Sequence<>();

  ClusterSessions(
      Cluster cluster,
      ClusterPresence presence,
      ClusterInvitations invitations,
      Aftermath aftermath,
      LostMembers lostMembers) {
    this.sessions = cluster.sessions();
    this.scripts = cluster.users();
    this.bus = cluster.bus();
    this.retries = cluster.retries();
    this.handover = new SessionHandover(cluster);
    this.presence = presence;
    this.invitations = invitations;
    this.aftermath = aftermath;
    this.lostMembers = lostMembers;
    this.grace = sessions.rules().session().grace();
  }

  @Override
  public void claim(LoginClaim claim, Answer<ClaimedSession> answer) {
    Futures.answer(sequence.run(claim.user(), () -> claimInTurn(claim)), answer);
  }

  private CompletableFuture<ClaimedSession> claimInTurn(LoginClaim claim) {
    UserKey user = claim.user();
    ResumeKey shown = claim.shown();
    Session live = sessions.find(user);
    if (live == null || shown == null || !live.identity().isResumedBy(shown)) {
      return open(claim);
    }
    // It is here: nothing changes but that it is heard from, if it is still the user's.
    long epoch = live.identity().epoch();
    return scripts
        .state()
        .online(user, shown.sessionId(), epoch, claim.attempt())
        .thenCompose(
            change -> {
              if (change.outcome() == StateChange.Outcome.FENCED) {
                return open(claim);
              }
              tell(user, OnlineState.ONLINE, change);
              return CompletableFuture.completedFuture(resumed(shown, epoch, Set.of()));
            });
  }

  private static ClaimedSession resumed(ResumeKey key, long epoch, Set<String> channels) {
    return new ClaimedSession(ClaimedSession.Kind.RESUMED, key, epoch, channels);
  }

  private CompletableFuture<ClaimedSession> open(LoginClaim claim) {
    String node = bus.node();
    ResumeKey fresh = sessions.newKey();
    return scripts
        .owned()
        .add(node, claim.user())
        .thenCompose(
            added ->
                claim.isGone().getAsBoolean()
                    ? CompletableFuture.failedFuture(StoreException.refused("has gone"))
                    : scripts
                        .open()
                        .run(
                            new SessionClaim(
                                claim.user(), node, fresh, claim.shown(), claim.attempt(), true)))
        .thenCompose(
            opened -> {
              ResumeKey shown = claim.shown();
              ClaimedSession claimed =
                  onClaimed(claim.user(), shown == null ? fresh : shown, fresh, opened);
              return displace(claim.user(), opened).thenApply(done -> claimed);
            });
  }

  private ClaimedSession onClaimed(
      UserKey user, ResumeKey shown, ResumeKey fresh, OpenedSession opened) {
    if (opened.kind() == OpenedSession.Kind.REFUSED) {
      return new ClaimedSession(ClaimedSession.Kind.DISPLACED, shown, 0, Set.of());
    }
    if (opened.kind() == OpenedSession.Kind.LATE) {
      return new ClaimedSession(ClaimedSession.Kind.LATE, shown, 0, Set.of());
    }
    if (opened.presenceChanged()) {
      presence.tell(user, OnlineState.ONLINE, opened.presenceVersion(), opened.watchers());
    }
    invitations.onClaimed(user, opened.invitations());
    if (opened.kind() == OpenedSession.Kind.RESUMED) {
      presence.onClaimed(user, opened.watched());
      handover.endWhenAdopted(user, opened);
      return resumed(shown, opened.epoch(), Set.copyOf(opened.channels()));
    }
    handover.endDisplaced(user, opened);
    return new ClaimedSession(ClaimedSession.Kind.OPENED, fresh, opened.epoch(), Set.of());
  }

  /** The session that a new one displaces leaves what it was in. */
  private CompletableFuture<Void> displace(UserKey user, OpenedSession opened) {
    return opened.kind() == OpenedSession.Kind.OPENED && !opened.previousSessionId().isEmpty()
        ? aftermath.displaced(user, opened)
        : Futures.done();
  }

  @Override
  public void onAdopted(Session session) {
    handover.onAdopted(session);
  }

  SessionHandover handover() {
    return handover;
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
              ResumeKey key = session.identity().key();
              boolean same = record.sessionId().equals(key.sessionId());
              if ((same && record.epoch() == session.identity().epoch()) || session.isEnded()) {
                return;
              }
              if (record.node().isEmpty()) {
                // Redis has lost it, or somebody swept it away: its client begins anew.
                sessions.end(session, CloseCode.CLOSE_CODE_INTERNAL_ERROR, LOST);
              } else {
                handover.goneTo(session, record.node(), same);
              }
            });
  }

  @Override
  public void onEnded(Session session, CloseCode code, Set<String> channels) {
    retries.run(() -> sequence.run(session.user(), () -> close(session, code, channels)));
  }

  @Override
  public void onMoved(Session session, Set<String> channels) {
    retries.run(() -> sequence.run(session.user(), () -> disown(session.user())));
  }

  private CompletableFuture<?> close(Session session, CloseCode code, Set<String> channels) {
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
              if (closed.closed() || code != CloseCode.CLOSE_CODE_HEARTBEAT_TIMEOUT) {
                aftermath.markLost(
                    user,
                    lostMembers.takeLost(session, code, channels),
                    lostMembers.lastHeardOfMs(grace));
              } else {
                lostMembers.onMoved(session, channels); // it was not lost but went elsewhere
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
