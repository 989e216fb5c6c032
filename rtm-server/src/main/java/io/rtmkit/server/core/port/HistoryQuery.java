package io.rtmkit.server.core.port;

/**
 * Which messages of a conversation are wanted. Immutable.
 *
 * @param fromMs inclusive, Unix time; 0 for the oldest
 * @param toMs exclusive, Unix time; 0 for the newest
 * @param afterId goes on behind this log id, in the direction of the query; 0 for the beginning
 * @param limit at most so many messages
 * @param maxBytes and about so many bytes, but always one message
 */
public record HistoryQuery(
    Conversation conversation,
    long fromMs,
    long toMs,
    boolean newestFirst,
    long afterId,
    int limit,
    int maxBytes) {
  /** The lowest log id that is wanted. */
  public long firstId() {
    long first = LogIds.first(fromMs);
    return newestFirst || afterId == 0 ? first : Math.max(first, afterId + 1);
  }

  /** The lowest log id that is no longer wanted. */
  public long endId() {
    long end = toMs == 0 ? Long.MAX_VALUE : LogIds.first(toMs);
    return newestFirst && afterId != 0 ? Math.min(end, afterId) : end;
  }
}
