package io.rtmkit.server.cluster.script;

import io.rtmkit.server.core.channel.ChannelKey;
import io.rtmkit.server.redis.RedisCalls;
import io.rtmkit.server.redis.Script;
import java.util.concurrent.CompletableFuture;

/**
 * Reads the locks of a channel: read_locks.lua. Whoever is the first to see that some are over is
 * told so; so this counts as a write. Thread-safe.
 */
public final class ReadLocksScript {
  private static final Script SCRIPT =
      Script.writing(ReadLocksScript.class, "time", "operation", "channel", "locks", "read_locks");

  private final RedisCalls calls;
  private final ClusterKeys keys;
  private final Operations operations;

  public ReadLocksScript(RedisCalls calls, ClusterKeys keys) {
    this(calls, keys, new Operations());
  }

  ReadLocksScript(RedisCalls calls, ClusterKeys keys, Operations operations) {
    this.calls = calls;
    this.keys = keys;
    this.operations = operations;
  }

  public CompletableFuture<LocksState> run(ChannelKey channel) {
    return Call.once(keys.channelOnce(channel, operations.record()), operations.next())
        .write(calls, SCRIPT)
        .thenApply(LocksState::of);
  }
}
