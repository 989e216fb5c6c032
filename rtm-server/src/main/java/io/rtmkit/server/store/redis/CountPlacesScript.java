package io.rtmkit.server.store.redis;

import io.rtmkit.server.redis.RedisCalls;
import io.rtmkit.server.redis.Script;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Counts places of messages that a user sent or received: count_places.lua. Thread-safe. */
final class CountPlacesScript {
  private static final Script SCRIPT = Script.reading(CountPlacesScript.class, "count_places");

  private final RedisCalls calls;

  CountPlacesScript(RedisCalls calls) {
    this.calls = calls;
  }

  CompletableFuture<Long> run(byte[] key, PlaceRange range) {
    List<byte[]> arguments = range.arguments();
    return calls
        .run(SCRIPT, List.of(key), calls.endOfRead(), maybeDone -> arguments)
        .thenApply(reply -> (Long) reply.get(0));
  }
}
