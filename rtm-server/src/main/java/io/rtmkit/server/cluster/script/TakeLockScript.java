package io.rtmkit.server.cluster.script;

import io.rtmkit.server.redis.RedisCalls;
import io.rtmkit.server.redis.Script;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Takes something that only one server may do at a time: take_lock.lua. Thread-safe. */
public final class TakeLockScript {
  private static final Script SCRIPT = Script.writing(TakeLockScript.class, "take_lock");

  private final RedisCalls calls;
  private final ClusterKeys keys;

  public TakeLockScript(RedisCalls calls, ClusterKeys keys) {
    this.calls = calls;
    this.keys = keys;
  }

  /** Takes it, or keeps it for so long from now on; false if another has it. */
  public CompletableFuture<Boolean> run(String name, String owner, Duration time) {
    return new Call(keys.lock(name))
        .add(owner)
        .add(time.toMillis())
        .write(calls, SCRIPT)
        .thenApply(Reply::flag);
  }
}
