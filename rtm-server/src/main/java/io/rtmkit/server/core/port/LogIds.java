package io.rtmkit.server.core.port;

/**
 * Places in the logs of conversations: numbers that rise, and that say when. Above the last 20 bits
 * stands the Unix time in milliseconds, so that a time is a place as well. Stateless.
 */
public final class LogIds {
  private static final int COUNTER_BITS = 20;
  private static final long MAX_MS = Long.MAX_VALUE >> COUNTER_BITS;

  private LogIds() {}

  /**
   * The first id of a millisecond; times beyond what ids can say count as the nearest that they
   * can.
   */
  public static long first(long ms) {
    return Math.max(0, Math.min(ms, MAX_MS)) << COUNTER_BITS;
  }

  /** The id of a message received now, above all ids given before. */
  public static long next(long lastId, long nowMs) {
    return Math.max(lastId + 1, first(nowMs));
  }

  public static long toMs(long id) {
    return id >> COUNTER_BITS;
  }
}
