package io.rtmkit.server.store.redis;

import io.rtmkit.server.core.port.HistoryQuery;
import io.rtmkit.server.core.port.HistoryScope.OfUser;
import io.rtmkit.server.core.port.LogIds;
import io.rtmkit.server.core.port.LogPlace;
import io.rtmkit.server.redis.Script;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which places of what a user sent or received are looked at, as read_places.lua and
 * count_places.lua take it. Immutable.
 *
 * @param toId exclusive
 * @param after only what lies behind it in the direction; null for all
 * @param kept age beyond which nothing is looked at
 */
record PlaceRange(
    OfUser scope,
    long fromId,
    long toId,
    boolean newestFirst,
    @Nullable LogPlace after,
    Duration kept) {
  static PlaceRange of(OfUser scope, HistoryQuery query, Duration kept) {
    return new PlaceRange(
        scope, query.fromId(), query.toId(), query.newestFirst(), query.after(), kept);
  }

  /** All of the time of a query. */
  static PlaceRange allOf(OfUser scope, HistoryQuery query, Duration kept) {
    return new PlaceRange(scope, query.fromId(), query.toId(), false, null, kept);
  }

  /** What lies behind a place. */
  PlaceRange behind(LogPlace place) {
    return new PlaceRange(scope, fromId, toId, newestFirst, place, kept);
  }

  List<byte[]> arguments() {
    long firstId = fromId;
    byte[] first = PlaceBytes.at(fromId);
    byte[] end = toId == Long.MAX_VALUE ? Script.bytes("+") : PlaceBytes.at(toId);
    if (after != null && !newestFirst && after.id() >= fromId) {
      firstId = after.id();
      first = PlaceBytes.behind(scope, after);
    } else if (after != null && newestFirst && after.id() < toId) {
      end = PlaceBytes.behind(scope, after);
    }
    return List.of(Script.bytes(LogIds.toMs(firstId)), first, end, Script.bytes(kept.toMillis()));
  }
}
