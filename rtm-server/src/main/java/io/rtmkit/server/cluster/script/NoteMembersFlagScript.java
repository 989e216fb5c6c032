package io.rtmkit.server.cluster.script;

import io.rtmkit.server.core.channel.ChannelKey;
import io.rtmkit.server.redis.RedisCalls;
import io.rtmkit.server.redis.Script;
import java.util.concurrent.CompletableFuture;

/**
 * Notes that the members of a channel are known to the message store: note_members_flag.lua.
 * Thread-safe.
 */
public final class NoteMembersFlagScript {
  private static final Script SCRIPT =
      Script.writing(NoteMembersFlagScript.class, "note_members_flag");

  private final RedisCalls calls;
  private final ClusterKeys keys;

  public NoteMembersFlagScript(RedisCalls calls, ClusterKeys keys) {
    this.calls = calls;
    this.keys = keys;
  }

  /** False if the channel has no members; then nothing was noted. */
  public CompletableFuture<Boolean> run(ChannelKey channel) {
    return new Call(keys.channel(channel, "t", "m")).write(calls, SCRIPT).thenApply(Reply::flag);
  }
}
