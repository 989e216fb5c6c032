package io.rtmkit.server.store.redis;

import io.rtmkit.server.redis.RedisCalls;
import io.rtmkit.server.redis.Script;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Counts messages in the log of a conversation, a piece at a time: count_log.lua. Thread-safe. */
final class CountLogScript {
  private static final Script SCRIPT = Script.reading(CountLogScript.class, "count_log");

  private final RedisCalls calls;

  CountLogScript(RedisCalls calls) {
    this.calls = calls;
  }

  /** Counts; stops early when there are so many. */
  CompletableFuture<Long> run(byte[] key, LogRange range, long enough) {
    return more(key, range, enough, 0);
  }

  private CompletableFuture<Long> more(byte[] key, LogRange range, long enough, long before) {
    if (range.isEmpty()) {
      return CompletableFuture.completedFuture(before);
    }
    List<byte[]> arguments = range.arguments();
    return calls
        .run(SCRIPT, List.of(key), calls.endOfRead(), maybeDone -> arguments)
        .thenCompose(
            reply -> {
              long count = before + (Long) reply.get(0);
              String stopped = Script.text(reply.get(1));
              return stopped.isEmpty() || count >= enough
                  ? CompletableFuture.completedFuture(count)
                  : more(key, range.behind(RedisKeys.logId(stopped)), enough, count);
            });
  }
}
