package io.rtmkit.server.store.redis;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Removes places of messages that have to give way: remove_places.lua. Thread-safe. */
final class RemovePlacesScript {
  private static final Script SCRIPT = Script.writing("remove_places");

  private final RedisCalls calls;

  RemovePlacesScript(RedisCalls calls) {
    this.calls = calls;
  }

  CompletableFuture<?> run(byte[] key, List<byte[]> places) {
    return calls.run(SCRIPT, List.of(key), calls.endOfWrite(), maybeDone -> places);
  }
}
