package io.rtmkit.server.cluster.script;

import io.rtmkit.protocol.v1.ChannelPosition;
import io.rtmkit.server.core.channel.ChannelFacts;
import io.rtmkit.server.core.channel.ChannelKey;
import io.rtmkit.server.redis.RedisCalls;
import io.rtmkit.server.redis.Script;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ends a life of a channel of which Redis has lost events: restart_channel.lua. It remembers its
 * operations apart, so it need not be in turn with what else is done in the channel. Thread-safe.
 */
public final class RestartChannelScript {
  private static final Script SCRIPT =
      Script.writing(
          RestartChannelScript.class,
          "time",
          "operation",
          "channel",
          "channel_life",
          "restart_channel");

  private final RedisCalls calls;
  private final ClusterKeys keys;
  private final Operations operations;

  public RestartChannelScript(RedisCalls calls, ClusterKeys keys) {
    this(calls, keys, new Operations());
  }

  RestartChannelScript(RedisCalls calls, ClusterKeys keys, Operations operations) {
    this.calls = calls;
    this.keys = keys;
    this.operations = operations;
  }

  /**
   * Another life begins if the channel is in that of the position, and Redis behind it.
   *
   * @return how the channel stands after that
   */
  public CompletableFuture<ChannelFacts> run(ChannelKey channel, ChannelPosition known) {
    return Call.once(keys.channelOnce(channel, operations.record()), operations.next())
        .add(known)
        .add(Long.toString(newEpoch()))
        .write(calls, SCRIPT)
        .thenApply(reply -> ChannelReplies.facts(reply.list()));
  }

  /** Of a channel that may begin another life. */
  static long newEpoch() {
    return ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
  }
}
