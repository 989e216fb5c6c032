package io.rtmkit.server.store.redis;

import io.rtmkit.server.core.port.HistoryQuery;
import io.rtmkit.server.redis.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Which messages of a log are looked at: from one id up to another, and what they must be. As
 * read_log.lua and count_log.lua take it. Immutable.
 *
 * @param endId exclusive
 * @param flag 1 for what is kept for lost members, 2 for history
 * @param exceptSender whose messages are not wanted; empty for nobody's
 * @param onlySender whose messages alone are wanted; empty for everybody's
 * @param kept age beyond which nothing is looked at
 */
record LogRange(
    long firstId,
    long endId,
    boolean newestFirst,
    int flag,
    String exceptSender,
    String onlySender,
    Duration kept) {
  private static final int OFFLINE = 1;
  private static final int HISTORICAL = 2;

  /** What is kept for history. */
  static LogRange of(HistoryQuery query, String onlySender, Duration kept) {
    return new LogRange(
        query.firstId(), query.endId(), query.newestFirst(), HISTORICAL, "", onlySender, kept);
  }

  /** What is kept for lost members above an id, newest first. */
  static LogRange missed(long afterId, String userId, Duration kept) {
    return new LogRange(afterId + 1, Long.MAX_VALUE, true, OFFLINE, userId, "", kept);
  }

  boolean isEmpty() {
    return firstId >= endId || endId <= 0;
  }

  /** The same from where a script stopped looking. */
  LogRange behind(long id) {
    long first = newestFirst ? firstId : id + 1;
    long end = newestFirst ? id : endId;
    return new LogRange(first, end, newestFirst, flag, exceptSender, onlySender, kept);
  }

  List<byte[]> arguments() {
    String end =
        endId == Long.MAX_VALUE
            ? "+"
            : "(" + RedisKeys.milliseconds(endId) + "-" + RedisKeys.counter(endId);
    List<byte[]> arguments = new ArrayList<>();
    arguments.add(Script.bytes(RedisKeys.milliseconds(firstId)));
    arguments.add(Script.bytes(RedisKeys.counter(firstId)));
    arguments.add(Script.bytes(end));
    arguments.add(Script.bytes(newestFirst ? 1 : 0));
    arguments.add(Script.bytes(flag));
    arguments.add(Script.bytes(exceptSender));
    arguments.add(Script.bytes(kept.toMillis()));
    arguments.add(Script.bytes(onlySender));
    return arguments;
  }
}
