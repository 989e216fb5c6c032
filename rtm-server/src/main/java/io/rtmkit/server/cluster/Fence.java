package io.rtmkit.server.cluster;

import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.session.Session;
import io.rtmkit.server.core.session.Sessions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a server that does not reach the others from doing what they could contradict: from the end
 * of its lease on others may own its users. Its clients are refused first, and after a while sent
 * away, spread over a time, to servers that are better off. Thread-safe.
 */
final class Fence {
  private static final Logger log = LoggerFactory.getLogger(Fence.class);
  private static final Duration KEPT = Duration.ofSeconds(30);
  private static final Duration SPREAD = Duration.ofSeconds(30);

  /** Between two looks at the clock, in seconds. */
  private static final double TICK = 0.1;

  private static final String GOODBYE = "this server does not reach the others, go to one of them";

  private final Sessions sessions;
  private final Clock clock;
  private volatile String reason = "";
  private volatile long sinceNanos;

  Fence(Sessions sessions, Clock clock) {
    this.sessions = sessions;
    this.clock = clock;
  }

  /** Why nothing may be done that others see; empty if it may. */
  String reason() {
    return reason;
  }

  void close() {
    sinceNanos = clock.nanoTime();
    Instant since = Instant.ofEpochMilli(clock.currentTimeMillis()).truncatedTo(ChronoUnit.SECONDS);
    reason = "cluster store unavailable since " + since + ", try again";
    log.warn("this server does not reach Redis: others may take it for gone");
  }

  void open() {
    reason = "";
  }

  /** Sends clients away whose time is over; call it about ten times a second, on one thread. */
  void tick() {
    if (reason.isEmpty()) {
      return;
    }
    // Read behind the reason, as it is written before it: otherwise it may be that of another time.
    long over = clock.nanoTime() - sinceNanos - KEPT.toNanos();
    if (over < 0) {
      return;
    }
    double left = Math.max(TICK, (SPREAD.toNanos() - over) / 1e9);
    int now = (int) Math.ceil(sessions.size() * Math.min(1, TICK / left));
    Iterator<Session> all = sessions.all().iterator();
    for (int i = 0; i < now && all.hasNext(); i++) {
      sessions.release(all.next(), CloseCode.CLOSE_CODE_SERVER_DRAINING, GOODBYE);
    }
  }
}
