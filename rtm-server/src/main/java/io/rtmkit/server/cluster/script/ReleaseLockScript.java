package io.rtmkit.server.cluster.script;

import io.rtmkit.server.redis.RedisCalls;
import io.rtmkit.server.redis.Script;
import java.util.concurrent.CompletableFuture;

/** Gives back what only one server may do at a time: release_lock.lua. Thread-safe. */
public final class ReleaseLockScript {
  private static final Script SCRIPT = Script.writing(ReleaseLockScript.class, "release_lock");

  private final RedisCalls calls;
  private final ClusterKeys keys;

  public ReleaseLockScript(RedisCalls calls, ClusterKeys keys) {
    this.calls = calls;
    this.keys = keys;
  }

  /** Gives it back; does nothing if another has it. */
  public CompletableFuture<?> run(String name, String owner) {
    return new Call(keys.lock(name)).add(owner).write(calls, SCRIPT);
  }
}
