package io.rtmkit.server.store.redis;

import io.rtmkit.server.redis.RedisCalls;
import io.rtmkit.server.redis.Script;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Removes messages of a log that had to give way: trim_log.lua. Thread-safe. */
final class TrimLogScript {
  private static final Script SCRIPT = Script.writing(TrimLogScript.class, "trim_log");

  private final RedisCalls calls;

  TrimLogScript(RedisCalls calls) {
    this.calls = calls;
  }

  CompletableFuture<?> run(byte[] log, List<String> streamIds) {
    List<byte[]> arguments = streamIds.stream().map(Script::bytes).toList();
    return calls.run(SCRIPT, List.of(log), calls.endOfWrite(), maybeDone -> arguments);
  }
}
