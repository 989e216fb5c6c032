package io.rtmkit.server.core.session;

import io.rtmkit.server.config.Rate;

/**
 * A call budget: {@code count} calls at once, refilled evenly over the window (the generic cell
 * rate algorithm, one number of state). Not thread-safe.
 */
public final class RateBucket {
  private final long nanosPerCall;
  private final long burstNanos;
  private long fullAt = Long.MIN_VALUE;

  public RateBucket(Rate rate) {
    nanosPerCall = rate.window().toNanos() / rate.count();
    burstNanos = rate.window().toNanos() - nanosPerCall;
  }

  /**
   * Takes one call out of the budget if there is one.
   *
   * @return 0 if it was taken, otherwise the nanoseconds until there is one
   */
  public long take(long nowNanos) {
    long base = isFull(nowNanos) ? nowNanos : fullAt;
    long wait = base - nowNanos - burstNanos;
    if (wait > 0) {
      return wait;
    }
    fullAt = base + nanosPerCall;
    return 0;
  }

  /** Whether the whole budget is there, so that forgetting this bucket changes nothing. */
  boolean isFull(long nowNanos) {
    return fullAt == Long.MIN_VALUE || fullAt - nowNanos <= 0;
  }
}
