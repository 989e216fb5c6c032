package io.rtmkit.server.store.redis;

import io.rtmkit.server.core.port.QueuePage;
import io.rtmkit.server.core.port.StoreException;
import io.rtmkit.server.core.port.StoreRequest;
import io.rtmkit.server.core.port.Stored;
import io.rtmkit.server.core.session.UserKey;
import io.rtmkit.server.redis.KeyedChain;
import io.rtmkit.server.redis.RedisCalls;
import io.rtmkit.server.store.MessageRecord;
import io.rtmkit.server.store.StoreCounters;
import io.rtmkit.server.store.StoreRules;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The queues of users. What changes a queue is done one after the other, so that its stages end in
 * the order of offsets. Thread-safe.
 */
final class RedisQueues {
  private static final int MOST_AT_ONCE = 64;
  private static final int SMALL = 200;

  /** What changes a queue. */
  private sealed interface Change permits Put, Removal {
    long endNanos();

    CompletableFuture<?> future();
  }

  private record Put(StoreRequest request, long endNanos, CompletableFuture<Stored> future)
      implements Change {}

  private record Removal(long upTo, long lost, long endNanos, CompletableFuture<?> future)
      implements Change {}

  private final RedisCalls calls;
  private final RedisKeys keys;
  private final RedisLogs logs;
  private final StoreQueuedScript storeQueued;
  private final ReadQueueScript readQueue;
  private final AcknowledgeScript acknowledge;
  private final KeyedChain<UserKey, Change> chain =
      new KeyedChain<>(new OneAfterTheOther(), MOST_AT_ONCE);

  RedisQueues(
      RedisCalls calls, RedisKeys keys, RedisLogs logs, StoreRules rules, StoreCounters counters) {
    this.calls = calls;
    this.keys = keys;
    this.logs = logs;
    storeQueued = new StoreQueuedScript(calls, rules);
    readQueue = new ReadQueueScript(calls, rules, counters);
    acknowledge = new AcknowledgeScript(calls);
  }

  private static UserKey receiver(StoreRequest request) {
    return new UserKey(request.conversation().appId(), request.receiverId());
  }

  CompletableFuture<Stored> put(StoreRequest request) {
    CompletableFuture<Stored> future = new CompletableFuture<>();
    chain.add(receiver(request), new Put(request, calls.endOfWrite(), future));
    return future;
  }

  CompletableFuture<QueuePage> read(UserKey user, long from, int maxMessages, int maxBytes) {
    return readQueue.run(keys.queue(user), from, maxMessages, maxBytes);
  }

  CompletableFuture<?> remove(UserKey user, long upTo, long lost) {
    CompletableFuture<?> future = new CompletableFuture<>();
    chain.add(user, new Removal(upTo, lost, calls.endOfWrite(), future));
    return future;
  }

  boolean isBusy(StoreRequest request) {
    return chain.isBusy(receiver(request));
  }

  boolean isBusy(UserKey user) {
    return chain.isBusy(user);
  }

  private CompletableFuture<?> removeAll(UserKey user, List<Change> changes) {
    long upTo = 0;
    long lost = 0;
    for (Change change : changes) {
      Removal removal = (Removal) change;
      upTo = Math.max(upTo, removal.upTo());
      lost += removal.lost();
    }
    return acknowledge
        .run(keys.queue(user), upTo, lost, changes.get(0).endNanos())
        .whenComplete(
            (reply, failure) -> {
              for (Change change : changes) {
                finish(change.future(), null, failure);
              }
            });
  }

  /** First what goes into logs as well, then the queue. */
  private CompletableFuture<?> putAll(UserKey user, List<Change> changes) {
    List<Put> puts = changes.stream().map(change -> (Put) change).toList();
    List<CompletableFuture<Long>> logged = new ArrayList<>();
    for (Put put : puts) {
      logged.add(
          put.request().isLogged()
              ? logs.append(put.request(), put.endNanos())
              : CompletableFuture.completedFuture(0L));
    }
    return CompletableFuture.allOf(logged.toArray(CompletableFuture<?>[]::new))
        .handle((done, failure) -> putLogged(user, puts, logged))
        .thenCompose(queued -> queued);
  }

  private CompletableFuture<?> putLogged(
      UserKey user, List<Put> puts, List<CompletableFuture<Long>> logged) {
    List<Put> rest = new ArrayList<>();
    List<Long> logIds = new ArrayList<>();
    for (int i = 0; i < puts.size(); i++) {
      CompletableFuture<Long> id = logged.get(i);
      if (id.isCompletedExceptionally()) {
        id.whenComplete(failer(puts.get(i).future()));
      } else {
        rest.add(puts.get(i));
        logIds.add(id.join());
      }
    }
    if (rest.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    List<MessageRecord> records = new ArrayList<>();
    for (Put put : rest) {
      records.add(new MessageRecord(put.request().message(), true, put.request().historical()));
    }
    return storeQueued
        .run(keys.queue(user), records, rest.get(0).endNanos())
        .whenComplete((stored, failure) -> tell(rest, logIds, stored, failure));
  }

  private static java.util.function.BiConsumer<Long, @Nullable Throwable> failer(
      CompletableFuture<?> future) {
    return (id, failure) -> finish(future, null, failure);
  }

  private static void tell(
      List<Put> puts,
      List<Long> logIds,
      @Nullable List<Stored> stored,
      @Nullable Throwable failure) {
    for (int i = 0; i < puts.size(); i++) {
      CompletableFuture<Stored> future = puts.get(i).future();
      if (stored == null) {
        StoreException reason = StoreException.of(failure);
        // It is in the log already.
        future.completeExceptionally(
            logIds.get(i) == 0
                ? reason
                : StoreException.unknown("only part of it was done", reason));
      } else {
        Stored at = stored.get(i);
        future.complete(new Stored(at.offset(), at.previous(), logIds.get(i), at.replaced()));
      }
    }
  }

  private static <T> void finish(
      CompletableFuture<T> future, @Nullable T result, @Nullable Throwable failure) {
    if (failure == null) {
      future.complete(result);
    } else {
      future.completeExceptionally(StoreException.of(failure));
    }
  }

  /** Never fails, so that the next can begin. */
  private final class OneAfterTheOther implements KeyedChain.Step<UserKey, Change> {
    @Override
    public CompletableFuture<?> run(UserKey user, List<Change> changes) {
      List<Change> inTime = RedisLogs.refuseLate(calls, changes, Change::endNanos, Change::future);
      if (inTime.isEmpty()) {
        return CompletableFuture.completedFuture(null);
      }
      CompletableFuture<?> done =
          inTime.get(0) instanceof Put ? putAll(user, inTime) : removeAll(user, inTime);
      return done.handle((result, failure) -> null);
    }

    @Override
    public boolean isJoinable(Change first, Change next) {
      return first instanceof Put == next instanceof Put;
    }

    @Override
    public int size(Change change) {
      return change instanceof Put put ? put.request().message().size() : SMALL;
    }
  }
}
