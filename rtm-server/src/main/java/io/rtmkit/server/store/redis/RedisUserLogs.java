package io.rtmkit.server.store.redis;

import io.rtmkit.server.core.port.Conversation;
import io.rtmkit.server.core.port.HistoryQuery;
import io.rtmkit.server.core.port.HistoryScope.OfUser;
import io.rtmkit.server.core.port.HistoryScope.Part;
import io.rtmkit.server.core.port.LogPage;
import io.rtmkit.server.core.port.LogPlace;
import io.rtmkit.server.core.port.StoreRequest;
import io.rtmkit.server.core.session.UserKey;
import io.rtmkit.server.store.LogPageBuilder;
import io.rtmkit.server.store.StoreRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * What users sent and received, as far as it is kept for history: places of messages in logs, under
 * keys of the users. A log makes the ids, so it is written first and the places after it, before
 * anybody is answered; whoever has no answer repeats, and then both are written, each once. A place
 * whose message is gone is passed over. Thread-safe.
 */
final class RedisUserLogs {
  private static final int MOST_AT_ONCE = 50;

  private final RedisKeys keys;
  private final StoreRules rules;
  private final AddPlacesScript addPlaces;
  private final RemovePlacesScript removePlaces;
  private final ReadPlacesScript readPlaces;
  private final CountPlacesScript countPlaces;
  private final ReadRecordsScript readRecords;

  RedisUserLogs(RedisCalls calls, RedisKeys keys, StoreRules rules) {
    this.keys = keys;
    this.rules = rules;
    addPlaces = new AddPlacesScript(calls, rules);
    removePlaces = new RemovePlacesScript(calls);
    readPlaces = new ReadPlacesScript(calls);
    countPlaces = new CountPlacesScript(calls);
    readRecords = new ReadRecordsScript(calls, keys);
  }

  /** Adds those messages of a log that are kept for history; without any it ends at once. */
  CompletableFuture<?> add(
      Conversation conversation,
      List<StoreRequest> requests,
      List<AppendLogScript.Place> places,
      long endNanos) {
    Map<OfUser, List<byte[]>> byUser = new HashMap<>();
    for (int i = 0; i < requests.size(); i++) {
      if (requests.get(i).historical()) {
        LogPlace place = new LogPlace(RedisKeys.logId(places.get(i).streamId()), conversation);
        put(byUser, requests.get(i).message().senderId(), place);
      }
    }
    List<CompletableFuture<?>> scripts = new ArrayList<>();
    byUser.forEach((scope, some) -> scripts.add(addPlaces.run(key(scope), some, endNanos)));
    return all(scripts);
  }

  /** Removes messages that have to give way. */
  CompletableFuture<?> remove(List<IndexLogScript.Row> rows) {
    Map<OfUser, List<byte[]>> byUser = new HashMap<>();
    for (IndexLogScript.Row row : rows) {
      if (!row.senderId().isEmpty()) {
        long id = RedisKeys.logId(row.streamId());
        put(byUser, row.senderId(), new LogPlace(id, keys.conversation(row.log())));
      }
    }
    List<CompletableFuture<?>> scripts = new ArrayList<>();
    byUser.forEach((scope, some) -> scripts.add(removePlaces.run(key(scope), some)));
    return all(scripts);
  }

  private static void put(Map<OfUser, List<byte[]>> byUser, String senderId, LogPlace place) {
    Conversation conversation = place.conversation();
    String appId = conversation.appId();
    put(byUser, new OfUser(new UserKey(appId, senderId), Part.SENT), place);
    if (conversation.kind() == Conversation.Kind.PEER) {
      UserKey receiver = new UserKey(appId, conversation.destinationOf(senderId));
      put(byUser, new OfUser(receiver, Part.RECEIVED), place);
    }
  }

  private static void put(Map<OfUser, List<byte[]>> byUser, OfUser scope, LogPlace place) {
    byUser.computeIfAbsent(scope, s -> new ArrayList<>()).add(PlaceBytes.encode(scope, place));
  }

  private byte[] key(OfUser scope) {
    return keys.places(scope.user(), scope.part());
  }

  private static CompletableFuture<?> all(List<? extends CompletableFuture<?>> futures) {
    return CompletableFuture.allOf(futures.toArray(CompletableFuture<?>[]::new));
  }

  CompletableFuture<LogPage> query(OfUser scope, HistoryQuery query) {
    PlaceRange range = PlaceRange.of(scope, query, rules.history().retention());
    return more(range, query.skip(), new LogPageBuilder(query));
  }

  CompletableFuture<Long> count(OfUser scope, HistoryQuery query) {
    return countPlaces.run(key(scope), PlaceRange.allOf(scope, query, rules.history().retention()));
  }

  private CompletableFuture<LogPage> more(PlaceRange range, int skip, LogPageBuilder page) {
    int most = Math.min(MOST_AT_ONCE, page.room() + 1);
    return readPlaces
        .run(key(range.scope()), range, skip, most)
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
    return all(reads)
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
