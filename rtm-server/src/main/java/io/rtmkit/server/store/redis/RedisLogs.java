package io.rtmkit.server.store.redis;

import io.rtmkit.server.core.port.Conversation;
import io.rtmkit.server.core.port.HistoryQuery;
import io.rtmkit.server.core.port.HistoryScope.InConversation;
import io.rtmkit.server.core.port.HistoryScope.OfUser;
import io.rtmkit.server.core.port.LogPage;
import io.rtmkit.server.core.port.MemberMark;
import io.rtmkit.server.core.port.Missed;
import io.rtmkit.server.core.port.MissedQuery;
import io.rtmkit.server.core.port.StoreException;
import io.rtmkit.server.core.port.StoreRequest;
import io.rtmkit.server.redis.KeyedChain;
import io.rtmkit.server.redis.RedisCalls;
import io.rtmkit.server.store.StoreRules;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The logs of conversations. What is appended to one log is appended one after the other, so that
 * its stages end in the order of ids. Thread-safe.
 */
final class RedisLogs {
  /** Lost messages are counted up to about this. */
  private static final long MOST_COUNTED = 10_000;

  private static final int MOST_AT_ONCE = 64;

  private record Append(StoreRequest request, long endNanos, CompletableFuture<Long> future) {}

  private final RedisCalls calls;
  private final RedisKeys keys;
  private final StoreRules rules;
  private final LogAccount account;
  private final RedisPlaces places;
  private final RedisUserLogs userLogs;
  private final AppendLogScript appendLog;
  private final ReadLogScript readLog;
  private final PublishedMissed published;
  private final CountLogScript countLog;
  private final KeyedChain<Conversation, Append> chain =
      new KeyedChain<>(new OneAfterTheOther(), MOST_AT_ONCE);

  RedisLogs(
      RedisCalls calls, RedisKeys keys, StoreRules rules, LogAccount account, RedisPlaces places) {
    this.calls = calls;
    this.keys = keys;
    this.rules = rules;
    this.account = account;
    this.places = places;
    userLogs = new RedisUserLogs(calls, keys, rules);
    appendLog = new AppendLogScript(calls, rules);
    readLog = new ReadLogScript(calls, keys);
    countLog = new CountLogScript(calls);
    published = new PublishedMissed(new ReadRecordsScript(calls, keys), rules.offline().messages());
  }

  /** Appends a message; returns its id. */
  CompletableFuture<Long> append(StoreRequest request, long endNanos) {
    CompletableFuture<Long> future = new CompletableFuture<>();
    chain.add(request.conversation(), new Append(request, endNanos, future));
    return future;
  }

  boolean isBusy(Conversation conversation) {
    return chain.isBusy(conversation);
  }

  private CompletableFuture<?> appendAll(Conversation conversation, List<Append> appends) {
    List<StoreRequest> requests = appends.stream().map(Append::request).toList();
    long endNanos = appends.get(0).endNanos();
    return appendLog
        .run(keys.logAndMarks(conversation), requests, endNanos)
        .thenCompose(appended -> addToUsers(conversation, requests, appended, endNanos))
        .whenComplete((appended, failure) -> tell(appends, appended, failure));
  }

  private CompletableFuture<List<AppendLogScript.Place>> addToUsers(
      Conversation conversation,
      List<StoreRequest> requests,
      List<AppendLogScript.Place> appended,
      long endNanos) {
    return places
        .add(conversation, requests, appended, endNanos)
        .handle(
            (done, failure) -> {
              // Only now: what gives way is removed from what users have as well.
              account.add(conversation.appId(), rows(conversation, requests, appended));
              if (failure != null) {
                StoreException reason = StoreException.of(failure);
                throw StoreException.unknown("only part of it was done", reason);
              }
              return appended;
            });
  }

  private List<IndexLogScript.Row> rows(
      Conversation conversation, List<StoreRequest> requests, List<AppendLogScript.Place> places) {
    String name = keys.logName(conversation);
    List<IndexLogScript.Row> rows = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      AppendLogScript.Place place = places.get(i);
      StoreRequest request = requests.get(i);
      String sender = request.historical() ? request.message().senderId() : "";
      rows.add(new IndexLogScript.Row(name, place.streamId(), place.size(), sender));
    }
    return rows;
  }

  private static void tell(
      List<Append> appends,
      @Nullable List<AppendLogScript.Place> places,
      @Nullable Throwable failure) {
    for (int i = 0; i < appends.size(); i++) {
      CompletableFuture<Long> future = appends.get(i).future();
      if (places == null) {
        future.completeExceptionally(StoreException.of(failure));
      } else {
        future.complete(RedisKeys.logId(places.get(i).streamId()));
      }
    }
  }

  CompletableFuture<LogPage> query(HistoryQuery query) {
    if (query.scope() instanceof OfUser scope) {
      return userLogs.query(scope, query);
    }
    InConversation scope = (InConversation) query.scope();
    return readLog.run(
        scope.conversation(), range(scope, query), query.skip(), query.limit(), query.maxBytes());
  }

  CompletableFuture<Long> count(HistoryQuery query) {
    if (query.scope() instanceof OfUser scope) {
      return userLogs.count(scope, query);
    }
    InConversation scope = (InConversation) query.scope();
    return countLog.run(keys.log(scope.conversation()), range(scope, query), Long.MAX_VALUE);
  }

  private LogRange range(InConversation scope, HistoryQuery query) {
    return LogRange.of(query, scope.senderId(), rules.history().retention());
  }

  /** What a member missed that has this mark. */
  CompletableFuture<Missed> missed(MissedQuery query, MemberMark mark) {
    if (query.order() != null) {
      return published.missed(query, mark);
    }
    LogRange range =
        LogRange.missed(mark.missedAfter(query), query.userId(), rules.offline().retention());
    return readLog
        .run(query.channel(), range, 0, rules.offline().messages(), Integer.MAX_VALUE)
        .thenCompose(
            page -> {
              List<LogPage.Entry> entries = new ArrayList<>(page.entries());
              Collections.reverse(entries);
              return page.more()
                  ? countLog
                      .run(
                          keys.log(query.channel()),
                          range.behind(entries.get(0).id()),
                          MOST_COUNTED)
                      .thenApply(lost -> new Missed(entries, lost, true))
                  : CompletableFuture.completedFuture(new Missed(entries, 0, true));
            });
  }

  /** Refuses what waited too long for others; returns the rest. */
  static <T> List<T> refuseLate(
      RedisCalls calls,
      List<T> items,
      ToLongFunction<T> endNanos,
      Function<T, CompletableFuture<?>> future) {
    List<T> inTime = new ArrayList<>();
    for (T item : items) {
      if (calls.isOver(endNanos.applyAsLong(item))) {
        future.apply(item).completeExceptionally(StoreException.refused(calls.silence()));
      } else {
        inTime.add(item);
      }
    }
    return inTime;
  }

  /** Never fails, so that the next can begin. */
  private final class OneAfterTheOther implements KeyedChain.Step<Conversation, Append> {
    @Override
    public CompletableFuture<?> run(Conversation conversation, List<Append> appends) {
      List<Append> inTime = refuseLate(calls, appends, Append::endNanos, Append::future);
      return inTime.isEmpty()
          ? CompletableFuture.completedFuture(null)
          : appendAll(conversation, inTime).handle((result, failure) -> null);
    }

    @Override
    public boolean isJoinable(Append first, Append next) {
      return true;
    }

    @Override
    public int size(Append append) {
      return append.request().message().size();
    }
  }
}
