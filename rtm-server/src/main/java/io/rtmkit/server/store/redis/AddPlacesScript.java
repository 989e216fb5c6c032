package io.rtmkit.server.store.redis;

import io.rtmkit.server.redis.RedisCalls;
import io.rtmkit.server.redis.Script;
import io.rtmkit.server.store.StoreRules;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;

/** Adds places of messages to what users sent or received: add_places.lua. Thread-safe. */
final class AddPlacesScript {
  private static final Script SCRIPT = Script.writing(AddPlacesScript.class, "add_places");

  /** Looking for what is too old costs more than adding; so it is done now and then. */
  private static final int TIDY_EACH = 16;

  private final RedisCalls calls;
  private final RedisKeys keys;
  private final StoreRules rules;

  AddPlacesScript(RedisCalls calls, RedisKeys keys, StoreRules rules) {
    this.calls = calls;
    this.keys = keys;
    this.rules = rules;
  }

  /** Adds places of users of one bucket. */
  CompletableFuture<?> run(List<UserPlace> places, long endNanos) {
    boolean tidy = ThreadLocalRandom.current().nextInt(TIDY_EACH) == 0;
    List<byte[]> arguments = new ArrayList<>();
    arguments.add(RedisKeys.secondsToLive(rules.history().retention()));
    arguments.add(Script.bytes(rules.history().retention().toMillis()));
    arguments.add(Script.bytes(tidy ? 1 : 0));
    List<byte[]> names = UserPlace.split(keys, places, arguments);
    return calls.run(SCRIPT, names, endNanos, maybeDone -> arguments);
  }
}
