package io.rtmkit.server.cluster.bus;

import io.rtmkit.server.redis.RedisCalls;
import io.rtmkit.server.redis.Script;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Forgets a server: forget_node.lua. Thread-safe. */
final class ForgetNodeScript {
  private static final Script SCRIPT = Script.writing(ForgetNodeScript.class, "forget_node");

  private final RedisCalls calls;
  private final List<byte[]> keys;

  ForgetNodeScript(RedisCalls calls, BusKeys keys) {
    this.calls = calls;
    this.keys = keys.nodes();
  }

  /**
   * Forgets it.
   *
   * @param leaves whether it goes by itself; otherwise only if its lease is over
   * @return whether nothing is left of it
   */
  CompletableFuture<Boolean> run(String node, boolean leaves, long endNanos) {
    List<byte[]> arguments = List.of(Script.bytes(node), Script.bytes(leaves ? 1 : 0));
    return calls
        .run(SCRIPT, keys, endNanos, maybeDone -> arguments)
        .thenApply(reply -> (Long) reply.get(0) == 1);
  }
}
