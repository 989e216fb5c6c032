package io.rtmkit.server.cluster.script;

import io.rtmkit.server.core.channel.ChannelKey;
import io.rtmkit.server.redis.RedisCalls;
import io.rtmkit.server.redis.Script;
import java.util.concurrent.CompletableFuture;

/** Reads the events behind a position in a channel: read_channel.lua. Thread-safe. */
public final class ReadChannelScript {
  private static final Script SCRIPT =
      Script.reading(ReadChannelScript.class, "time", "channel", "channel_log", "read_channel");

  private final RedisCalls calls;
  private final ClusterKeys keys;

  public ReadChannelScript(RedisCalls calls, ClusterKeys keys) {
    this.calls = calls;
    this.keys = keys;
  }

  public CompletableFuture<ChannelSlice> run(ChannelKey channel, long epoch, long afterOffset) {
    return new Call(keys.channel(channel, "t", "m", "n", "l", "a", "k"))
        .add(Long.toString(epoch))
        .add(afterOffset)
        .read(calls, SCRIPT)
        .thenApply(
            reply ->
                new ChannelSlice(
                    ChannelReplies.facts(reply.list()), ChannelReplies.slice(reply.list())));
  }
}
