package io.rtmkit.server.store.redis;

import io.rtmkit.server.store.StoreRules;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Adds places of messages to what a user sent or received: add_places.lua. Thread-safe. */
final class AddPlacesScript {
  private static final Script SCRIPT = Script.writing("add_places");

  private final RedisCalls calls;
  private final StoreRules rules;

  AddPlacesScript(RedisCalls calls, StoreRules rules) {
    this.calls = calls;
    this.rules = rules;
  }

  CompletableFuture<?> run(byte[] key, List<byte[]> places, long endNanos) {
    List<byte[]> arguments = new ArrayList<>();
    arguments.add(Script.bytes(rules.history().retention().toMillis()));
    arguments.add(RedisKeys.secondsToLive(rules.history().retention()));
    arguments.addAll(places);
    return calls.run(SCRIPT, List.of(key), endNanos, maybeDone -> arguments);
  }
}
