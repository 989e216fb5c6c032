package io.rtmkit.server.cluster.script;

import io.rtmkit.protocol.v1.ChannelAttributesReply;
import io.rtmkit.protocol.v1.UserAttributesReply;
import io.rtmkit.server.core.channel.ChannelKey;
import io.rtmkit.server.core.session.UserKey;
import io.rtmkit.server.redis.RedisCalls;
import io.rtmkit.server.redis.Script;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Reads attributes: read_user_attributes.lua and read_channel_attributes.lua. Without keys all of
 * them; unknown keys are passed over. Thread-safe.
 */
public final class ReadAttributesScript {
  private static final Script OF_USER =
      Script.reading(ReadAttributesScript.class, "time", "attributes", "read_user_attributes");
  private static final Script OF_CHANNEL =
      Script.reading(ReadAttributesScript.class, "time", "attributes", "read_channel_attributes");

  private final RedisCalls calls;
  private final ClusterKeys keys;

  public ReadAttributesScript(RedisCalls calls, ClusterKeys keys) {
    this.calls = calls;
    this.keys = keys;
  }

  /** Those of a user; null if the user has no session. */
  public CompletableFuture<@Nullable UserAttributesReply> user(UserKey user, List<String> wanted) {
    return read(keys.user(user, "o", "a"), wanted, OF_USER)
        .thenApply(reply -> ofUser(user.userId(), reply));
  }

  private static @Nullable UserAttributesReply ofUser(String userId, Reply reply) {
    return reply.hasNext()
        ? UserAttributesReply.newBuilder()
            .setUserId(userId)
            .setRevision(reply.number())
            .addAllAttributes(StoredAttribute.readAll(reply.list()))
            .build()
        : null;
  }

  public CompletableFuture<ChannelAttributesReply> channel(
      ChannelKey channel, List<String> wanted) {
    return read(keys.channel(channel, "a"), wanted, OF_CHANNEL)
        .thenApply(
            reply ->
                ChannelAttributesReply.newBuilder()
                    .setChannelId(channel.channelId())
                    .setRevision(reply.number())
                    .addAllAttributes(StoredAttribute.readAll(reply.list()))
                    .build());
  }

  private CompletableFuture<Reply> read(List<byte[]> names, List<String> wanted, Script script) {
    Call call = new Call(names);
    wanted.forEach(call::add);
    return call.read(calls, script);
  }
}
