package io.rtmkit.server.cluster.script;

import io.rtmkit.protocol.v1.ChannelPosition;
import io.rtmkit.server.core.channel.ChannelKey;
import io.rtmkit.server.redis.RedisCalls;
import io.rtmkit.server.redis.Script;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Appends messages to the events of a channel, in their order: publish.lua. Thread-safe. */
public final class PublishScript {
  private static final Script SCRIPT =
      Script.writing(
          PublishScript.class,
          "time",
          "operation",
          "channel",
          "channel_log",
          "channel_members",
          "channel_life",
          "publish");

  private final RedisCalls calls;
  private final ClusterKeys keys;
  private final ChannelScriptRules rules;
  private final Operations operations;

  public PublishScript(RedisCalls calls, ClusterKeys keys, ChannelScriptRules rules) {
    this(calls, keys, rules, new Operations());
  }

  PublishScript(
      RedisCalls calls, ClusterKeys keys, ChannelScriptRules rules, Operations operations) {
    this.calls = calls;
    this.keys = keys;
    this.rules = rules;
    this.operations = operations;
  }

  /**
   * Publishes what senders on a server, or back ends that it serves, have for a channel.
   *
   * @param known up to where the server knows the channel; null if not at all. If Redis is behind
   *     that, it has lost events, and another life of the channel begins with the messages
   */
  public CompletableFuture<PublishedBatch> run(
      ChannelKey channel, String node, @Nullable ChannelPosition known, List<Outgoing> messages) {
    Call call =
        Call.once(keys.channelPublish(channel, ClusterKeys.record(node)), operations.next())
            .add(node);
    rules
        .addLog(call)
        .add(rules.keptAge().toSeconds())
        .add(known)
        .add(Long.toString(RestartChannelScript.newEpoch()));
    for (Outgoing message : messages) {
      call.add(message.userId())
          .add(message.sessionId())
          .add(message.sessionEpoch())
          .add(message.resent())
          .add(ByteBuffer.allocate(Long.BYTES).putLong(message.messageId()).array())
          .add(StoredIdText.of(message.storedId()))
          .add(message.event().toByteArray());
    }
    return call.write(calls, SCRIPT)
        .thenApply(
            reply ->
                new PublishedBatch(
                    ChannelReplies.facts(reply.list()), reply.list().rest(Reply::number)));
  }
}
