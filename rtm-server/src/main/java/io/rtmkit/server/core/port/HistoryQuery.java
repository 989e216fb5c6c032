package io.rtmkit.server.core.port;

import org.jspecify.annotations.Nullable;

/**
 * Which messages of the history are wanted. Times are those at which messages were stored, a little
 * after they were received. Immutable.
 *
 * @param fromMs inclusive, Unix time; 0 for the oldest
 * @param toMs exclusive, Unix time; 0 for the newest
 * @param after goes on behind this place, in the direction of the query; null for the beginning
 * @param skip leaves out so many messages first; each of them costs a little
 * @param limit at most so many messages
 * @param maxBytes and about so many bytes, but always one message
 */
public record HistoryQuery(
    HistoryScope scope,
    long fromMs,
    long toMs,
    boolean newestFirst,
    @Nullable LogPlace after,
    int skip,
    int limit,
    int maxBytes) {
  /** What is counted: order, places and sizes do not matter. */
  public static HistoryQuery counting(HistoryScope scope, long fromMs, long toMs) {
    return new HistoryQuery(scope, fromMs, toMs, false, null, 0, 0, 0);
  }

  /** The lowest log id of the time that is wanted. */
  public long fromId() {
    return LogIds.first(fromMs);
  }

  /** The lowest log id behind the time that is wanted. */
  public long toId() {
    return toMs == 0 ? Long.MAX_VALUE : LogIds.first(toMs);
  }

  /** The lowest log id that is wanted, where each id is there once. */
  public long firstId() {
    return newestFirst || after == null ? fromId() : Math.max(fromId(), after.id() + 1);
  }

  /** The lowest log id that is no longer wanted, where each id is there once. */
  public long endId() {
    return newestFirst && after != null ? Math.min(toId(), after.id()) : toId();
  }
}
