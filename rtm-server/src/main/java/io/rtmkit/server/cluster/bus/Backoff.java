package io.rtmkit.server.cluster.bus;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long to wait before trying again: up to 50 ms, then longer, up to a second. Stateless. */
final class Backoff {
  private static final long FIRST_MS = 50;
  private static final long LONGEST_MS = 1_000;
  private static final int MOST_DOUBLINGS = 5;

  private Backoff() {}

  /** By chance, so that not all servers come at once. */
  static Duration delay(int failuresBefore) {
    long most = Math.min(LONGEST_MS, FIRST_MS << Math.min(failuresBefore, MOST_DOUBLINGS));
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(1, most + 1));
  }
}
