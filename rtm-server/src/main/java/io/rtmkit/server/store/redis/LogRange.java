package io.rtmkit.server.store.redis;

import io.rtmkit.server.core.port.HistoryQuery;
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
 * @param kept age beyond which nothing is looked at
 */
record LogRange(
    long firstId, long endId, boolean newestFirst, int flag, String exceptSender, Duration kept) {
  static final int OFFLINE = 1;
  static final int HISTORICAL = 2;

  static LogRange of(HistoryQuery query, Duration kept) {
    return new LogRange(query.firstId(), query.endId(), query.newestFirst(), HISTORICAL, "", kept);
  }

  boolean isEmpty() {
    return firstId >= endId || endId <= 0;
  }

  /** The same from where a script stopped looking. */
  LogRange behind(long id) {
    return newestFirst
        ? new LogRange(firstId, id, true, flag, exceptSender, kept)
        : new LogRange(id + 1, endId, false, flag, exceptSender, kept);
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
    return arguments;
  }
}
