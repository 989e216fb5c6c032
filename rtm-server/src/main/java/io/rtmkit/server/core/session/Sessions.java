package io.rtmkit.server.core.session;

import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.lane.Link;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The registry of sessions: one per user, a newer login takes the place of an older one.
 * Thread-safe; listeners are called under no lock.
 */
public final class Sessions {
  private static final Logger log = LoggerFactory.getLogger(Sessions.class);

  private final ConcurrentMap<UserKey, Session> byUser = new ConcurrentHashMap<>();

  /** Sessions that are on their way to another server. */
  private final ConcurrentMap<Session, Departure> departures = new ConcurrentHashMap<>();

  private final List<SessionListener> listeners = new CopyOnWriteArrayList<>();
  private final SecureRandom random = new SecureRandom();
  private final LiveRules rules;
  private final Clock clock;
  private final long tokenLeadMs;

  /**
   * Creates an empty registry.
   *
   * @param tokenLeadMs how long before its end a token is said to expire soon
   */
  public Sessions(SessionRules rules, Clock clock, long tokenLeadMs) {
    this.rules = new LiveRules(rules);
    this.clock = clock;
    this.tokenLeadMs = tokenLeadMs;
  }

  public void addListener(SessionListener listener) {
    listeners.add(listener);
  }

  public @Nullable Session find(UserKey user) {
    return byUser.get(user);
  }

  public SessionRules rules() {
    return rules.current();
  }

  /** Other limits and rates from now on, also for those who are logged in. */
  public void setRules(SessionRules newRules) {
    rules.set(newRules);
  }

  public int size() {
    return byUser.size();
  }

  public Iterable<Session> all() {
    return byUser.values();
  }

  /** A key that nobody can guess. */
  public ResumeKey newKey() {
    return ResumeKey.random(random);
  }

  /**
   * Opens a session; one that the user had before ends with REMOTE_LOGIN.
   *
   * @param claim whose it is
   */
  public Session open(SessionIdentity claim, Link link) {
    Session session = new Session(claim, 0, link.lastReadNanos(), rules);
    session.attach(link, 0);
    put(session, link.remoteAddress());
    listeners.forEach(listener -> listener.onOpened(session));
    return session;
  }

  /**
   * Takes over a session that was on another server, where it has no connection any more; it has
   * none here either until it is resumed.
   *
   * @param channels that it is in
   * @param inboxOffset up to which its client has what it was sent there; what it is sent here
   *     comes behind that, and behind everything that a server with a lower epoch sent
   */
  public Session adopt(SessionIdentity claim, Set<String> channels, long inboxOffset) {
    Session live = byUser.get(claim.user());
    if (live != null && live.identity().isResumedBy(claim.key())) {
      release(
          live,
          CloseCode.CLOSE_CODE_RESUMED_ELSEWHERE,
          "resumed anew"); // it was elsewhere in between
    }
    // A claim may come late, when the client has been elsewhere in between: were the numbers the
    // same again, it would seem to have acknowledged here what it was sent there. Epochs rise with
    // the microseconds, and nobody is sent a message in each of them.
    long base = Math.max(inboxOffset, claim.epoch());
    Session session = new Session(claim, base, clock.nanoTime(), rules);
    channels.forEach(session::enterChannel);
    put(session, "another server");
    listeners.forEach(listener -> listener.onAdopted(session));
    return session;
  }

  private void put(Session session, String from) {
    Session older = byUser.put(session.user(), session);
    if (older != null) {
      log.info("{} logged in again from {}, the older session ends", session.user(), from);
      end(older, CloseCode.CLOSE_CODE_REMOTE_LOGIN, "the same user logged in elsewhere");
    }
  }

  /**
   * Moves a session to a new connection; the old one, if it still seems to be there, is closed.
   *
   * @return false if the session has just ended
   */
  public boolean resume(Session session, Link link, long inboxOffset) {
    Attached attached = session.attach(link, inboxOffset);
    if (attached == null) {
      return false;
    }
    Link replaced = attached.replacedLink();
    if (replaced != null) {
      replaced.close(CloseCode.CLOSE_CODE_RESUMED_ELSEWHERE, "resumed on a newer connection");
      listeners.forEach(l -> l.onDetached(session, replaced, attached.channels()));
    }
    listeners.forEach(listener -> listener.onResumed(session));
    return true;
  }

  /**
   * Lets a session go that goes on on another server.
   *
   * @param code tells its client whether to come back
   */
  public void release(Session session, CloseCode code, String reason) {
    Departure departure = new Departure();
    if (departures.putIfAbsent(session, departure) != null) {
      return;
    }
    Ending ending = session.end();
    if (ending != null) {
      if (ending.link() != null) {
        ending.link().close(code, reason);
      }
      // What is in the inbox was sent before what the listeners still hold.
      ending.receipts().tell(true);
      listeners.forEach(listener -> listener.onMoved(session, ending.channels()));
    }
    byUser.remove(session.user(), session);
    departure.end();
    departures.remove(session);
  }

  /**
   * Runs an action that concerns a session that has ended: at once, or, if it is about to go to
   * another server, when everything that it was sent before has gone after it.
   */
  public void afterDeparture(Session session, Runnable action) {
    Departure departure = departures.get(session);
    if (departure == null || !departure.delay(action)) {
      action.run();
    }
  }

  /** A connection is gone. Nothing happens if the session has another one by now. */
  public void detach(Session session, Link lost) {
    Set<String> channels = session.detach(lost);
    if (channels != null) {
      listeners.forEach(listener -> listener.onDetached(session, lost, channels));
    }
  }

  /** Ends a session and closes its connection; a session that has ended stays as it is. */
  public void end(Session session, CloseCode code, String reason) {
    finish(session, session.end(), code, reason);
  }

  private void finish(Session session, @Nullable Ending ending, CloseCode code, String reason) {
    byUser.remove(session.user(), session);
    if (ending == null) {
      return;
    }
    if (ending.link() != null) {
      ending.link().close(code, reason);
    }
    ending.receipts().tell(false);
    listeners.forEach(listener -> listener.onEnded(session, code, ending.channels()));
  }

  /** Lets every session look at the clock; call it about twice a second, always on one thread. */
  public void tick() {
    long now = clock.nanoTime();
    long nowMs = clock.currentTimeMillis();
    for (Session session : byUser.values()) {
      Look look = session.tick(now, nowMs, tokenLeadMs);
      Ending ending = look.ending();
      if (look.stateChanged() && ending == null) {
        listeners.forEach(listener -> listener.onStateChanged(session));
      }
      if (ending != null) {
        log.info("{} was silent for {}, its session ends", session.user(), rules.session().grace());
        finish(
            session,
            ending,
            CloseCode.CLOSE_CODE_HEARTBEAT_TIMEOUT,
            "nothing arrived in the grace time");
      }
    }
  }
}
