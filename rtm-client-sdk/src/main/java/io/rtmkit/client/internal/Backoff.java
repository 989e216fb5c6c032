package io.rtmkit.client.internal;

import java.util.Random;

/** How long to wait before connecting again: full jitter under a doubling ceiling. Stateless. */
final class Backoff {
  private static final long FIRST_MS = 500;
  private static final long MAX_WITHIN_GRACE_MS = 5_000;
  private static final long MAX_MS = 30_000;

  private Backoff() {}

  /**
   * The most to wait.
   *
   * @param attempt how many attempts have failed since the connection was last stable
   * @param withinGrace whether the session can still be resumed
   */
  static long ceilingMs(int attempt, boolean withinGrace) {
    long max = withinGrace ? MAX_WITHIN_GRACE_MS : MAX_MS;
    return attempt > 10 ? max : Math.min(max, FIRST_MS << attempt);
  }

  /** The longest ceiling, for a server that refused in a way that will hardly change. */
  static long slowMs() {
    return MAX_MS;
  }

  /**
   * A wait at random, evenly up to the ceiling.
   *
   * @param atLeastMs what the server asked for; the random part comes on top, so that the clients
   *     of a server that stopped do not come back at one moment
   */
  static long waitMs(long ceilingMs, long atLeastMs, Random random) {
    return atLeastMs + (long) (random.nextDouble() * (ceilingMs + 1));
  }
}
