package io.rtmkit.client.internal;

import io.rtmkit.client.ChannelAttributeOptions;
import io.rtmkit.client.ErrorInfo;
import io.rtmkit.protocol.Ids;
import io.rtmkit.protocol.Limits;
import io.rtmkit.protocol.v1.AttributeWrite;
import io.rtmkit.protocol.v1.ChannelAttributesReply;
import io.rtmkit.protocol.v1.ReadChannelAttributesRequest;
import io.rtmkit.protocol.v1.Request;
import io.rtmkit.protocol.v1.WriteChannelAttributesRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Attributes of channels, joined or not. What is told of them is {@link ChannelStream}'s. Loop. */
final class ChannelAttributes {
  private final Requests requests;
  private final ServerLimits limits;
  private final MessageIds operationIds;

  ChannelAttributes(Requests requests, ServerLimits limits, MessageIds operationIds) {
    this.requests = requests;
    this.limits = limits;
    this.operationIds = operationIds;
  }

  void write(
      @Nullable String channelId, AttributeChange change, Options options, Answer<Void> answer) {
    ErrorInfo problem = AttributeRules.invalidIf(Ids.findChannelIdProblem("channelId", channelId));
    if (problem == null) {
      problem = change.findProblem(limits.attributeBytes());
    }
    if (problem == null) {
      problem = options.findProblem();
    }
    if (problem != null || channelId == null) {
      fail(answer, problem);
      return;
    }
    AttributeWrite.Builder write = change.toWrite(operationIds.next());
    if (options.expectedRevision >= 0) {
      write.setExpectedRevision(options.expectedRevision);
    }
    requests.submit(
        Operation.ATTRIBUTES,
        Request.newBuilder()
            .setWriteChannelAttributes(
                WriteChannelAttributesRequest.newBuilder()
                    .setChannelId(channelId)
                    .setWrite(write)
                    .setNotifyMembers(options.notifyMembers)
                    .setLockName(options.lockName)),
        reply -> Answer.done(answer),
        answer::fail);
  }

  /** Takes what a read brought. Loop thread. */
  interface OnRead {
    void accept(ChannelAttributesReply reply);
  }

  /** Reads the attributes of the keys, or all of them. */
  void read(
      @Nullable String channelId, @Nullable List<String> keys, Answer<?> answer, OnRead onRead) {
    ErrorInfo problem = AttributeRules.invalidIf(Ids.findChannelIdProblem("channelId", channelId));
    if (problem == null && keys != null) {
      problem = AttributeRules.findKeysProblem(keys);
    }
    if (problem != null || channelId == null) {
      fail(answer, problem);
      return;
    }
    ReadChannelAttributesRequest.Builder body = ReadChannelAttributesRequest.newBuilder();
    body.setChannelId(channelId);
    if (keys != null) {
      body.addAllKeys(keys);
    }
    requests.submit(
        Operation.ATTRIBUTES,
        Request.newBuilder().setReadChannelAttributes(body),
        reply -> onRead.accept(reply.getChannelAttributes()),
        answer::fail);
  }

  private static void fail(Answer<?> answer, @Nullable ErrorInfo problem) {
    answer.fail(problem == null ? AttributeRules.invalid("channelId: is empty") : problem);
  }

  /** A copy of the options of one write. Immutable. */
  static final class Options {
    final boolean notifyMembers;
    final long expectedRevision;
    final String lockName;

    Options(@Nullable ChannelAttributeOptions given) {
      String lock = given == null ? null : given.getLockName();
      notifyMembers = given != null && given.getEnableNotificationToChannelMembers();
      expectedRevision =
          given == null ? ChannelAttributeOptions.ANY_REVISION : given.getExpectedRevision();
      lockName = lock == null ? "" : lock;
    }

    @Nullable ErrorInfo findProblem() {
      if (lockName.isEmpty()) {
        return null;
      }
      String problem = FieldRules.findNameProblem("lockName", lockName);
      return AttributeRules.invalidIf(
          problem == null
              ? FieldRules.findSizeProblem("lockName", lockName, Limits.ATTRIBUTE_KEY_BYTES)
              : problem);
    }
  }
}
