package io.rtmkit.server.cluster.script;

import io.rtmkit.server.core.session.UserKey;
import io.rtmkit.server.redis.RedisCalls;
import io.rtmkit.server.redis.Script;
import java.util.concurrent.CompletableFuture;

/** Which servers watch the presence of a user: watch.lua and unwatch.lua. Thread-safe. */
public final class WatchScript {
  private static final Script WATCH = Script.writing(WatchScript.class, "watch", "read_session");
  private static final Script UNWATCH = Script.writing(WatchScript.class, "unwatch");

  private final RedisCalls calls;
  private final ClusterKeys keys;

  public WatchScript(RedisCalls calls, ClusterKeys keys) {
    this.calls = calls;
    this.keys = keys;
  }

  /** The server is told of every change after the state that this answers. */
  public CompletableFuture<SessionRecord> add(UserKey watched, String node) {
    return new Call(keys.user(watched, "o", "w"))
        .add(node)
        .write(calls, WATCH)
        .thenApply(SessionRecord::of);
  }

  public CompletableFuture<?> remove(UserKey watched, String node) {
    return new Call(keys.user(watched, "w")).add(node).write(calls, UNWATCH);
  }
}
