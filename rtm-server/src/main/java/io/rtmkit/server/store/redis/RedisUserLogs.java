package io.rtmkit.server.store.redis;

import io.rtmkit.server.core.port.Conversation;
import io.rtmkit.server.core.port.HistoryQuery;
import io.rtmkit.server.core.port.HistoryScope.OfUser;
import io.rtmkit.server.core.port.LogPage;
import io.rtmkit.server.core.port.LogPlace;
import io.rtmkit.server.redis.RedisCalls;
import io.rtmkit.server.store.LogPageBuilder;
import io.rtmkit.server.store.StoreRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Reads what users sent and received: places of messages in logs, and then the messages. A place
 * whose message is gone is passed over. Thread-safe.
 */
final class RedisUserLogs {
  private static final int MOST_AT_ONCE = 50;

  private final RedisKeys keys;
  private final StoreRules rules;
  private final ReadPlacesScript readPlaces;
  private final CountPlacesScript countPlaces;
  private final ReadRecordsScript readRecords;

  RedisUserLogs(RedisCalls calls, RedisKeys keys, StoreRules rules) {
    this.keys = keys;
    this.rules = rules;
    readPlaces = new ReadPlacesScript(calls);
    countPlaces = new CountPlacesScript(calls);
    readRecords = new ReadRecordsScript(calls, keys);
  }

  CompletableFuture<LogPage> query(OfUser scope, HistoryQuery query) {
    PlaceRange range = PlaceRange.of(scope, query, rules.history().retention());
    return more(range, query.skip(), new LogPageBuilder(query));
  }

  CompletableFuture<Long> count(OfUser scope, HistoryQuery query) {
    return countPlaces.run(
        keys.places(scope), PlaceRange.allOf(scope, query, rules.history().retention()));
  }

  private CompletableFuture<LogPage> more(PlaceRange range, int skip, LogPageBuilder page) {
    int most = Math.min(MOST_AT_ONCE, page.room() + 1);
    return readPlaces
        .run(keys.places(range.scope()), range, skip, most)
        .thenCompose(places -> take(range, places, most, page));
  }

  /** Takes the messages at these places, and goes on until the page is full. */
  private CompletableFuture<LogPage> take(
      PlaceRange range, List<LogPlace> places, int most, LogPageBuilder page) {
    return read(range.scope(), places)
        .thenCompose(
            found -> {
              for (LogPlace place : places) {
                LogPage.Entry entry = found.get(place);
                if (entry != null && !page.take(entry)) {
                  return CompletableFuture.completedFuture(page.build());
                }
              }
              return places.size() < most
                  ? CompletableFuture.completedFuture(page.build())
                  : more(range.behind(places.get(places.size() - 1)), 0, page);
            });
  }

  private CompletableFuture<Map<LogPlace, LogPage.Entry>> read(
      OfUser scope, List<LogPlace> places) {
    Map<Conversation, List<LogPlace>> byLog = new HashMap<>();
    for (LogPlace place : places) {
      byLog.computeIfAbsent(place.conversation(), c -> new ArrayList<>()).add(place);
    }
    List<CompletableFuture<List<LogPage.Entry>>> reads = new ArrayList<>();
    byLog.forEach((conversation, some) -> reads.add(readRecords.run(conversation, some)));
    return CompletableFuture.allOf(reads.toArray(CompletableFuture<?>[]::new))
        .thenApply(
            done -> {
              Map<LogPlace, LogPage.Entry> found = new HashMap<>();
              for (CompletableFuture<List<LogPage.Entry>> read : reads) {
                for (LogPage.Entry entry : read.join()) {
                  if (scope.includes(entry.conversation(), entry.message())) {
                    found.put(entry.place(), entry);
                  }
                }
              }
              return found;
            });
  }
}
