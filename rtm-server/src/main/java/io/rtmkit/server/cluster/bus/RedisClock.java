package io.rtmkit.server.cluster.bus;

import io.rtmkit.server.core.Clock;

/**
 * Reckons the time of Redis, which all servers share. An answer that took long says little about
 * it: what was known before stays, if it is possible at all. One thread notes, any may read.
 */
final class RedisClock {
  private static final long NANOS_PER_MS = 1_000_000;

  private final Clock clock;
  private volatile boolean known;
  private volatile long aheadMs;

  RedisClock(Clock clock) {
    this.clock = clock;
  }

  /**
   * Redis has told its time.
   *
   * @param ms Unix ms
   * @param askedNanos when it was asked, by {@link Clock#nanoTime}
   */
  void note(long ms, long askedNanos) {
    long least = ms - clock.currentTimeMillis();
    long most = least + (clock.nanoTime() - askedNanos) / NANOS_PER_MS;
    aheadMs = known ? Math.max(least, Math.min(most, aheadMs)) : (least + most) / 2;
    known = true;
  }

  /** The time of Redis, Unix ms; that of this machine while none is known. */
  long ms() {
    return clock.currentTimeMillis() + aheadMs;
  }
}
