package io.rtmkit.server.cluster;

import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.session.Session;
import io.rtmkit.server.core.session.SessionListener;
import io.rtmkit.server.core.session.Sessions;
import io.rtmkit.server.core.session.UserKey;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Knows the latest session that a user has sent from, as far as this server has seen it: a server
 * that stood still may send what came from an earlier one, not knowing that the user has gone
 * elsewhere. Thread-safe.
 */
final class SenderEpochs implements SessionListener {
  /** Longer than any server tries to bring a message. */
  private static final long KEPT_NANOS = Duration.ofSeconds(30).toNanos();

  private record Seen(long epoch, long atNanos) {
    Seen later(Seen other) {
      return new Seen(Math.max(epoch, other.epoch), other.atNanos);
    }
  }

  private final ConcurrentMap<UserKey, Seen> seen = new ConcurrentHashMap<>();
  private final Sessions sessions;
  private final Clock clock;

  SenderEpochs(Sessions sessions, Clock clock) {
    this.sessions = sessions;
    this.clock = clock;
  }

  /**
   * Something comes from a session of a user.
   *
   * @param epoch of the session; 0 if the sender is none
   * @return whether the user has sent from a later one
   */
  boolean isEarlier(UserKey sender, long epoch) {
    if (epoch == 0) {
      return false;
    }
    Session here = sessions.find(sender);
    long latest = note(sender, epoch);
    return epoch < (here == null ? latest : Math.max(latest, here.identity().epoch()));
  }

  private long note(UserKey user, long epoch) {
    return seen.merge(user, new Seen(epoch, clock.nanoTime()), Seen::later).epoch();
  }

  private void note(Session session) {
    note(session.user(), session.identity().epoch());
  }

  @Override
  public void onOpened(Session session) {
    note(session);
  }

  @Override
  public void onAdopted(Session session) {
    note(session);
  }

  @Override
  public void onMoved(Session session, Set<String> channels) {
    note(session);
  }

  @Override
  public void onEnded(Session session, CloseCode code, Set<String> channels) {
    note(session);
  }

  /** Forgets what does not come any more; call it every few seconds. */
  void tidy() {
    long now = clock.nanoTime();
    seen.values().removeIf(each -> now - each.atNanos() > KEPT_NANOS);
  }
}
