package io.rtmkit.server.core.port;

/**
 * Places in the queues of users: numbers that rise, also across an empty queue that was forgotten,
 * because they grow with the time. Below 2^53, which is what scripts of stores can reckon with.
 * Stateless.
 */
public final class QueueOffsets {
  private static final int COUNTER_BITS = 10;

  private QueueOffsets() {}

  /** The place of a message that is stored now, above the one before it. */
  public static long next(long last, long nowMs) {
    return Math.max(last + 1, nowMs << COUNTER_BITS);
  }
}
