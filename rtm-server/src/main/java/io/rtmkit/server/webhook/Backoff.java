package io.rtmkit.server.webhook;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before the next try: twice as long after each failure, up to the longest; of
 * that a random part, at least half, so that many do not come back at once. Immutable.
 */
record Backoff(Duration shortest, Duration longest, DoubleSupplier random) {
  /**
   * The pause after a number of failures in a row.
   *
   * @param asked what the receiver asked for; zero if nothing
   */
  Duration after(int failures, Duration asked) {
    int doublings = Math.min(failures - 1, 30);
    long most = Math.min(longest.toMillis(), shortest.toMillis() << doublings);
    Duration pause = Duration.ofMillis((long) (most * (1 + random.getAsDouble()) / 2));
    return pause.compareTo(asked) < 0 ? asked : pause;
  }
}
