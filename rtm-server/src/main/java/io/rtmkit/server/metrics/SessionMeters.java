package io.rtmkit.server.metrics;

import io.micrometer.core.instrument.Counter;
import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.server.core.session.Session;
import io.rtmkit.server.core.session.SessionListener;
import java.util.Set;

/** Counts the turns in the lives of sessions. Thread-safe. */
final class SessionMeters implements SessionListener {
  private final Counter opened;
  private final Counter resumed;
  private final EnumCounters<CloseCode> ended;

  SessionMeters(Meters meters) {
    opened =
        Counter.builder("rtm.sessions.opened")
            .description("Sessions opened by a login.")
            .register(meters.registry());
    resumed =
        Counter.builder("rtm.sessions.resumed")
            .description("Sessions that went on on a new connection.")
            .register(meters.registry());
    ended =
        new EnumCounters<>(
            meters,
            "rtm.sessions.ended",
            "Sessions that ended, by reason.",
            "code",
            CloseCode.class,
            ConnectionMeters.CLOSE_PREFIX);
  }

  @Override
  public void onOpened(Session session) {
    opened.increment();
  }

  @Override
  public void onResumed(Session session) {
    resumed.increment();
  }

  @Override
  public void onEnded(Session session, CloseCode code, Set<String> channels) {
    ended.increment(code);
  }
}
