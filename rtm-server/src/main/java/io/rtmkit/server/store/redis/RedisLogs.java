package io.rtmkit.server.store.redis;

import io.rtmkit.server.core.port.Conversation;
import io.rtmkit.server.core.port.HistoryQuery;
import io.rtmkit.server.core.port.LogPage;
import io.rtmkit.server.core.port.MemberMark;
import io.rtmkit.server.core.port.Missed;
import io.rtmkit.server.core.port.MissedQuery;
import io.rtmkit.server.core.port.StoreException;
import io.rtmkit.server.core.port.StoreRequest;
import io.rtmkit.server.store.StoreRules;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.ToLongFunction;

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
  private final AppendLogScript appendLog;
  private final ReadLogScript readLog;
  private final CountLogScript countLog;
  private final KeyedChain<Conversation, Append> chain =
      new KeyedChain<>(new OneAfterTheOther(), MOST_AT_ONCE);

  RedisLogs(RedisCalls calls, RedisKeys keys, StoreRules rules, LogAccount account) {
    this.calls = calls;
    this.keys = keys;
    this.rules = rules;
    this.account = account;
    appendLog = new AppendLogScript(calls, rules);
    readLog = new ReadLogScript(calls);
    countLog = new CountLogScript(calls);
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
    String name = keys.logName(conversation);
    return appendLog
        .run(
            keys.logAndMarks(conversation),
            appends.stream().map(Append::request).toList(),
            appends.get(0).endNanos())
        .whenComplete(
            (places, failure) -> {
              if (failure != null) {
                StoreException reason = StoreException.of(failure);
                appends.forEach(append -> append.future().completeExceptionally(reason));
                return;
              }
              List<IndexLogScript.Row> rows = new ArrayList<>();
              for (AppendLogScript.Place place : places) {
                rows.add(new IndexLogScript.Row(name, place.streamId(), place.size()));
              }
              account.add(conversation.appId(), rows);
              for (int i = 0; i < appends.size(); i++) {
                appends.get(i).future().complete(RedisKeys.logId(places.get(i).streamId()));
              }
            });
  }

  CompletableFuture<LogPage> query(HistoryQuery query) {
    LogRange range = LogRange.of(query, rules.history().retention());
    return readLog.run(keys.log(query.conversation()), range, query.limit(), query.maxBytes());
  }

  CompletableFuture<Long> count(HistoryQuery query) {
    LogRange range = LogRange.of(query, rules.history().retention());
    return countLog.run(keys.log(query.conversation()), range, Long.MAX_VALUE);
  }

  /** What a member missed that has this mark. */
  CompletableFuture<Missed> missed(MissedQuery query, MemberMark mark) {
    byte[] log = keys.log(query.channel());
    LogRange range =
        new LogRange(
            mark.missedAfter(query) + 1,
            Long.MAX_VALUE,
            true,
            LogRange.OFFLINE,
            query.userId(),
            rules.offline().retention());
    return readLog
        .run(log, range, rules.offline().messages(), Integer.MAX_VALUE)
        .thenCompose(
            page -> {
              List<LogPage.Entry> entries = new ArrayList<>(page.entries());
              Collections.reverse(entries);
              return page.more()
                  ? countLog
                      .run(log, range.behind(entries.get(0).id()), MOST_COUNTED)
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
        future.apply(item).completeExceptionally(StoreException.refused("Redis does not answer"));
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
