package io.rtmkit.server.cluster.script;

import io.rtmkit.server.core.channel.ChannelKey;
import io.rtmkit.server.redis.RedisCalls;
import io.rtmkit.server.redis.Script;
import java.util.concurrent.CompletableFuture;

/** Counts the members of a channel: count_members.lua. Thread-safe. */
public final class CountMembersScript {
  private static final Script SCRIPT = Script.reading(CountMembersScript.class, "count_members");

  private final RedisCalls calls;
  private final ClusterKeys keys;

  public CountMembersScript(RedisCalls calls, ClusterKeys keys) {
    this.calls = calls;
    this.keys = keys;
  }

  public CompletableFuture<Integer> run(ChannelKey channel) {
    return new Call(keys.channel(channel, "m")).read(calls, SCRIPT).thenApply(Reply::count);
  }
}
