package io.rtmkit.server.cluster.script;

import io.rtmkit.protocol.v1.ChannelPosition;
import io.rtmkit.server.core.channel.ChannelKey;
import io.rtmkit.server.redis.RedisCalls;
import io.rtmkit.server.redis.Script;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Notes that a member of a channel is on another server: move_member.lua. Thread-safe. */
public final class MoveMemberScript {
  private static final Script SCRIPT =
      Script.writing(
          MoveMemberScript.class,
          "time",
          "operation",
          "channel",
          "channel_log",
          "channel_members",
          "move_member");

  private final RedisCalls calls;
  private final ClusterKeys keys;
  private final Operations operations;

  public MoveMemberScript(RedisCalls calls, ClusterKeys keys) {
    this(calls, keys, new Operations());
  }

  MoveMemberScript(RedisCalls calls, ClusterKeys keys, Operations operations) {
    this.calls = calls;
    this.keys = keys;
    this.operations = operations;
  }

  /**
   * Moves a member; nobody else notices.
   *
   * @param epoch of the session, now that it is there
   * @param since behind which events are wanted; null if none are
   */
  public CompletableFuture<MovedMember> run(
      ChannelKey channel,
      String newNode,
      String userId,
      String sessionId,
      long epoch,
      @Nullable ChannelPosition since) {
    return Call.once(keys.channelOnce(channel, ClusterKeys.record(newNode)), operations.next())
        .add(newNode)
        .add(userId)
        .add(sessionId)
        .add(epoch)
        .add(since)
        .write(calls, SCRIPT)
        .thenApply(
            reply ->
                new MovedMember(
                    reply.flag(),
                    ChannelReplies.facts(reply.list()),
                    ChannelReplies.slice(reply.list())));
  }
}
