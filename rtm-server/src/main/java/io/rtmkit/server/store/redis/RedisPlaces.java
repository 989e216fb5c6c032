package io.rtmkit.server.store.redis;

import io.rtmkit.server.core.port.Conversation;
import io.rtmkit.server.core.port.HistoryScope.OfUser;
import io.rtmkit.server.core.port.HistoryScope.Part;
import io.rtmkit.server.core.port.LogPlace;
import io.rtmkit.server.core.port.StoreException;
import io.rtmkit.server.core.port.StoreRequest;
import io.rtmkit.server.core.session.UserKey;
import io.rtmkit.server.redis.KeyedChain;
import io.rtmkit.server.redis.RedisCalls;
import io.rtmkit.server.store.StoreRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Writes what users sent and received: places of messages in logs. A log makes the ids, so it is
 * written first and the places after it, before anybody is answered; whoever has no answer repeats,
 * and then both are written, each once. What waits for a bucket is written together. Thread-safe.
 */
final class RedisPlaces {
  private static final int MOST_AT_ONCE = 64;
  private static final int SIZE = 100;

  private record Addition(List<UserPlace> places, long endNanos, CompletableFuture<?> future) {}

  private final RedisCalls calls;
  private final RedisKeys keys;
  private final AddPlacesScript addPlaces;
  private final RemovePlacesScript removePlaces;
  private final KeyedChain<UserPlace.Bucket, Addition> chain =
      new KeyedChain<>(new OneAfterTheOther(), MOST_AT_ONCE);

  RedisPlaces(RedisCalls calls, RedisKeys keys, StoreRules rules) {
    this.calls = calls;
    this.keys = keys;
    addPlaces = new AddPlacesScript(calls, keys, rules);
    removePlaces = new RemovePlacesScript(calls, keys);
  }

  /** Adds those messages of a log that are kept for history; without any it ends at once. */
  CompletableFuture<?> add(
      Conversation conversation,
      List<StoreRequest> requests,
      List<AppendLogScript.Place> places,
      long endNanos) {
    Map<UserPlace.Bucket, List<UserPlace>> byBucket = new HashMap<>();
    for (int i = 0; i < requests.size(); i++) {
      if (requests.get(i).historical()) {
        long id = RedisKeys.logId(places.get(i).streamId());
        put(byBucket, requests.get(i).message().senderId(), new LogPlace(id, conversation));
      }
    }
    List<CompletableFuture<?>> additions = new ArrayList<>();
    byBucket.forEach(
        (bucket, some) -> {
          CompletableFuture<?> future = new CompletableFuture<>();
          additions.add(future);
          chain.add(bucket, new Addition(some, endNanos, future));
        });
    return CompletableFuture.allOf(additions.toArray(CompletableFuture<?>[]::new));
  }

  /** Removes messages that have to give way. */
  CompletableFuture<?> remove(List<IndexLogScript.Row> rows) {
    Map<UserPlace.Bucket, List<UserPlace>> byBucket = new HashMap<>();
    for (IndexLogScript.Row row : rows) {
      if (!row.senderId().isEmpty()) {
        long id = RedisKeys.logId(row.streamId());
        put(byBucket, row.senderId(), new LogPlace(id, keys.conversation(row.log())));
      }
    }
    List<CompletableFuture<?>> removals = new ArrayList<>();
    byBucket.values().forEach(some -> removals.add(removePlaces.run(some)));
    return CompletableFuture.allOf(removals.toArray(CompletableFuture<?>[]::new));
  }

  private static void put(
      Map<UserPlace.Bucket, List<UserPlace>> byBucket, String senderId, LogPlace place) {
    Conversation conversation = place.conversation();
    String appId = conversation.appId();
    put(byBucket, new OfUser(new UserKey(appId, senderId), Part.SENT), place);
    if (conversation.kind() == Conversation.Kind.PEER) {
      UserKey receiver = new UserKey(appId, conversation.destinationOf(senderId));
      put(byBucket, new OfUser(receiver, Part.RECEIVED), place);
    }
  }

  private static void put(
      Map<UserPlace.Bucket, List<UserPlace>> byBucket, OfUser scope, LogPlace place) {
    byBucket
        .computeIfAbsent(UserPlace.Bucket.of(scope), bucket -> new ArrayList<>())
        .add(new UserPlace(scope, place));
  }

  /** Never fails, so that the next can begin. */
  private final class OneAfterTheOther implements KeyedChain.Step<UserPlace.Bucket, Addition> {
    @Override
    public CompletableFuture<?> run(UserPlace.Bucket bucket, List<Addition> additions) {
      List<Addition> inTime =
          RedisLogs.refuseLate(calls, additions, Addition::endNanos, Addition::future);
      if (inTime.isEmpty()) {
        return CompletableFuture.completedFuture(null);
      }
      List<UserPlace> places =
          inTime.stream().flatMap(addition -> addition.places().stream()).toList();
      return addPlaces
          .run(places, inTime.get(0).endNanos())
          .handle(
              (reply, failure) -> {
                for (Addition addition : inTime) {
                  if (failure == null) {
                    addition.future().complete(null);
                  } else {
                    addition.future().completeExceptionally(StoreException.of(failure));
                  }
                }
                return null;
              });
    }

    @Override
    public boolean isJoinable(Addition first, Addition next) {
      return true;
    }

    @Override
    public int size(Addition addition) {
      return SIZE * addition.places().size();
    }
  }
}
