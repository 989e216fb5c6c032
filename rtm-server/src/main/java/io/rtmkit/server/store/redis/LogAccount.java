package io.rtmkit.server.store.redis;

import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.LogThrottle;
import io.rtmkit.server.core.port.StoreException;
import io.rtmkit.server.redis.KeyedChain;
import io.rtmkit.server.redis.Script;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds each app to the bytes that its logs may have: the oldest messages give way. Follows behind
 * the logs; what a crash keeps from the account goes by its age. Thread-safe.
 */
final class LogAccount {
  private static final Logger log = LoggerFactory.getLogger(LogAccount.class);
  private static final String NONE = "";
  private static final int MOST_AT_ONCE = 512;

  private final LogThrottle throttle;
  private final RedisKeys keys;
  private final InFlight inFlight;
  private final IndexLogScript indexLog;
  private final TrimLogScript trimLog;
  private final RedisPlaces places;
  private final Set<String> apps = ConcurrentHashMap.newKeySet();
  private final KeyedChain<String, List<IndexLogScript.Row>> chain =
      new KeyedChain<>(new OneAfterTheOther(), MOST_AT_ONCE);

  LogAccount(
      RedisKeys keys,
      InFlight inFlight,
      IndexLogScript indexLog,
      TrimLogScript trimLog,
      RedisPlaces places,
      Clock clock) {
    throttle = new LogThrottle(clock);
    this.keys = keys;
    this.inFlight = inFlight;
    this.indexLog = indexLog;
    this.trimLog = trimLog;
    this.places = places;
  }

  void add(String appId, List<IndexLogScript.Row> rows) {
    if (!rows.isEmpty()) {
      apps.add(appId);
      begin(appId, rows);
    }
  }

  /** Looks for what became too old. */
  void sweep() {
    for (String appId : apps) {
      begin(appId, List.of());
    }
  }

  private void begin(String appId, List<IndexLogScript.Row> rows) {
    if (inFlight.enterBeside()) {
      chain.add(appId, rows);
    } else {
      warn(appId, rows.size(), "too many wait");
    }
  }

  private void warn(String appId, int count, String reason) {
    if (throttle.allows()) {
      log.warn("{} messages of {} go by age only: {}", count, appId, reason);
    }
  }

  private CompletableFuture<?> take(String appId, String goneUpTo, List<IndexLogScript.Row> rows) {
    return indexLog
        .run(keys.account(appId), goneUpTo, rows)
        .thenCompose(
            victims ->
                victims.last().isEmpty()
                    ? CompletableFuture.completedFuture(null)
                    : trim(victims.rows())
                        .thenCompose(gone -> take(appId, victims.last(), List.of())));
  }

  private CompletableFuture<?> trim(List<IndexLogScript.Row> rows) {
    Map<String, List<String>> byLog = new HashMap<>();
    for (IndexLogScript.Row row : rows) {
      byLog.computeIfAbsent(row.log(), name -> new ArrayList<>()).add(row.streamId());
    }
    List<CompletableFuture<?>> trims = new ArrayList<>();
    trims.add(places.remove(rows));
    byLog.forEach((name, ids) -> trims.add(trimLog.run(Script.bytes(name), ids)));
    return CompletableFuture.allOf(trims.toArray(CompletableFuture<?>[]::new));
  }

  /** Never fails, so that the next can begin. */
  private final class OneAfterTheOther
      implements KeyedChain.Step<String, List<IndexLogScript.Row>> {
    @Override
    public CompletableFuture<?> run(String appId, List<List<IndexLogScript.Row>> items) {
      List<IndexLogScript.Row> rows = items.stream().flatMap(List::stream).toList();
      return take(appId, NONE, rows)
          .handle(
              (done, failure) -> {
                if (failure != null) {
                  warn(appId, rows.size(), String.valueOf(StoreException.of(failure).getMessage()));
                }
                items.forEach(item -> inFlight.leaveBeside());
                return null;
              });
    }

    @Override
    public boolean isJoinable(List<IndexLogScript.Row> first, List<IndexLogScript.Row> next) {
      return true;
    }

    @Override
    public int size(List<IndexLogScript.Row> rows) {
      return 120 * rows.size();
    }
  }
}
