package io.rtmkit.server.cluster.script;

import io.rtmkit.server.core.session.UserKey;
import io.rtmkit.server.redis.RedisCalls;
import io.rtmkit.server.redis.Script;
import java.util.concurrent.CompletableFuture;

/** Reads where the session of a user is: read_session.lua. Thread-safe. */
public final class ReadSessionScript {
  private static final Script SCRIPT = Script.reading(ReadSessionScript.class, "read_session");

  private final RedisCalls calls;
  private final ClusterKeys keys;

  public ReadSessionScript(RedisCalls calls, ClusterKeys keys) {
    this.calls = calls;
    this.keys = keys;
  }

  public CompletableFuture<SessionRecord> run(UserKey user) {
    return new Call(keys.user(user, "o")).read(calls, SCRIPT).thenApply(SessionRecord::of);
  }
}
