package io.rtmkit.server.store.redis;

import io.rtmkit.server.redis.RedisCalls;
import io.rtmkit.server.redis.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Removes places of messages that have to give way: remove_places.lua. Thread-safe. */
final class RemovePlacesScript {
  private static final Script SCRIPT = Script.writing(RemovePlacesScript.class, "remove_places");

  private final RedisCalls calls;
  private final RedisKeys keys;

  RemovePlacesScript(RedisCalls calls, RedisKeys keys) {
    this.calls = calls;
    this.keys = keys;
  }

  /** Removes places of users of one bucket. */
  CompletableFuture<?> run(List<UserPlace> places) {
    List<byte[]> arguments = new ArrayList<>();
    List<byte[]> names = UserPlace.split(keys, places, arguments);
    return calls.run(SCRIPT, names, calls.endOfWrite(), maybeDone -> arguments);
  }
}
