package io.rtmkit.server.cluster.script;

import io.rtmkit.protocol.v1.Attribute;
import io.rtmkit.protocol.v1.AttributeWrite;
import io.rtmkit.protocol.v1.WriteChannelAttributesRequest;
import io.rtmkit.server.config.AttributeConfig;
import io.rtmkit.server.core.attribute.AttributeLimits;
import io.rtmkit.server.core.attribute.AttributeRules;
import io.rtmkit.server.core.attribute.AttributeSet;
import io.rtmkit.server.core.attribute.AttributesWritten;
import io.rtmkit.server.core.channel.ChannelKey;
import io.rtmkit.server.core.port.StoreException;
import io.rtmkit.server.core.session.UserKey;
import io.rtmkit.server.redis.RedisCalls;
import io.rtmkit.server.redis.Script;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Writes attributes: write_user_attributes.lua and write_channel_attributes.lua. The next write of
 * a user or a channel waits for the one before. Thread-safe.
 */
public final class WriteAttributesScript {
  private static final Script OF_USER =
      Script.writing(
          WriteAttributesScript.class, "time", "operation", "attributes", "write_user_attributes");
  private static final Script OF_CHANNEL =
      Script.writing(
          WriteAttributesScript.class,
          "time",
          "operation",
          "channel",
          "attributes",
          "write_channel_attributes");

  /** In the script's own words. */
  private enum Outcome {
    DONE,
    CONFLICT,
    SIZE,
    FENCED,
    UNLOCKED
  }

  private final RedisCalls calls;
  private final ClusterKeys keys;
  private final AttributeLimits userLimits;
  private final AttributeLimits channelLimits;
  private final Duration retention;
  private final Operations operations;

  public WriteAttributesScript(RedisCalls calls, ClusterKeys keys, AttributeConfig config) {
    this(calls, keys, config, new Operations());
  }

  WriteAttributesScript(
      RedisCalls calls, ClusterKeys keys, AttributeConfig config, Operations operations) {
    this.calls = calls;
    this.keys = keys;
    userLimits = AttributeLimits.ofUser(config);
    channelLimits = AttributeLimits.ofChannel(config);
    retention = config.retention();
    this.operations = operations;
  }

  /** Writes those of a user, from its session. */
  public CompletableFuture<AttributesChange> runForUser(
      UserKey user, String sessionId, long epoch, AttributeWrite write) {
    AttributesWritten problem = new AttributeRules(userLimits).findProblem(write);
    if (problem != null) {
      return CompletableFuture.completedFuture(AttributesChange.of(problem));
    }
    Call call =
        Call.once(keys.user(user, operations.record(), "o", "a"), operations.next())
            .add(sessionId)
            .add(epoch);
    addWrite(call, write, userLimits, "");
    return call.write(calls, OF_USER)
        .thenApply(reply -> AttributesChange.of(written(reply, write, userLimits, user.userId())));
  }

  /** Writes those of a channel, which the writer need not be in. */
  public CompletableFuture<AttributesChange> runForChannel(
      ChannelKey channel, String writer, WriteChannelAttributesRequest request) {
    AttributeWrite write = request.getWrite();
    AttributesWritten problem = new AttributeRules(channelLimits).findProblem(write);
    if (problem != null) {
      return CompletableFuture.completedFuture(AttributesChange.of(problem));
    }
    Call call =
        Call.once(keys.channelOnce(channel, operations.record()), operations.next())
            .add(writer)
            .add(request.getLockName())
            .add(request.getNotifyMembers())
            .add(retention.toMillis());
    addWrite(call, write, channelLimits, writer);
    return call.write(calls, OF_CHANNEL)
        .thenApply(
            reply ->
                new AttributesChange(
                    written(reply, write, channelLimits, writer),
                    StoredAttribute.readAll(reply.list()),
                    reply.texts()));
  }

  private static void addWrite(
      Call call, AttributeWrite write, AttributeLimits limits, String author) {
    call.add(write.getModeValue())
        .add(write.hasExpectedRevision() ? Long.toUnsignedString(write.getExpectedRevision()) : "")
        .add(limits.count())
        .add(limits.totalBytes());
    switch (write.getMode()) {
      case ATTRIBUTE_WRITE_MODE_REPLACE, ATTRIBUTE_WRITE_MODE_MERGE -> {
        for (Attribute attribute : write.getAttributesList()) {
          // When it was written the script knows.
          call.add(attribute.getKey())
              .add(attribute.getValueBytes().size())
              .add(AttributeSet.signed(attribute, author, 0).toByteArray());
        }
      }
      case ATTRIBUTE_WRITE_MODE_DELETE -> write.getKeysList().forEach(call::add);
      default -> {} // all of them go
    }
  }

  private static AttributesWritten written(
      Reply reply, AttributeWrite write, AttributeLimits limits, String writer) {
    Outcome outcome = Outcome.valueOf(reply.text());
    long first = reply.number();
    long second = reply.number();
    return switch (outcome) {
      case DONE -> AttributesWritten.done(first);
      case CONFLICT -> AttributesWritten.conflict(write.getExpectedRevision(), first);
      case SIZE -> tooLarge(limits, Math.toIntExact(first), Math.toIntExact(second));
      case FENCED -> AttributesWritten.sessionEnded();
      case UNLOCKED -> AttributesWritten.lockNotHeld(writer);
    };
  }

  private static AttributesWritten tooLarge(AttributeLimits limits, int count, int bytes) {
    AttributesWritten problem = new AttributeRules(limits).findSizeProblem(count, bytes);
    if (problem == null) {
      throw StoreException.refused("Redis refused attributes that are not too large");
    }
    return problem;
  }
}
