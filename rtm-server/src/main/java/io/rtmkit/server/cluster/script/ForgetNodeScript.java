package io.rtmkit.server.cluster.script;

import io.rtmkit.server.redis.RedisCalls;
import io.rtmkit.server.redis.Script;
import java.util.concurrent.CompletableFuture;

/** Forgets a server that is gone: forget_node.lua. Thread-safe. */
public final class ForgetNodeScript {
  private static final Script SCRIPT = Script.writing(ForgetNodeScript.class, "forget_node");

  private final RedisCalls calls;
  private final ClusterKeys keys;

  public ForgetNodeScript(RedisCalls calls, ClusterKeys keys) {
    this.calls = calls;
    this.keys = keys;
  }

  public CompletableFuture<?> run(String node) {
    return new Call(keys.nodes("lease", "info")).add(node).write(calls, SCRIPT);
  }
}
