package io.rtmkit.client.internal;

import io.rtmkit.client.ErrorInfo;
import io.rtmkit.client.RtmAttribute;
import io.rtmkit.protocol.Ids;
import io.rtmkit.protocol.v1.Attribute;
import io.rtmkit.protocol.v1.AttributeWrite;
import io.rtmkit.protocol.v1.AttributeWriteMode;
import io.rtmkit.protocol.v1.ReadUserAttributesRequest;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.protocol.v1.Request;
import io.rtmkit.protocol.v1.WriteUserAttributesRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Attributes of users. Remembers the own ones, as the server confirmed them, and writes them again
 * when a session was lost. Loop thread.
 */
final class UserAttributes implements Restore.Owner {
  private final ClientContext context;
  private final Requests requests;
  private final ServerLimits limits;
  private final MessageIds operationIds;

  // From login to logout.
  private final Map<String, Attribute> mirror = new LinkedHashMap<>();
  private int confirmed;
  private final Restore restore;
  private int confirmedAtRestore;

  UserAttributes(
      ClientContext context, Requests requests, ServerLimits limits, MessageIds operationIds) {
    this.context = context;
    this.requests = requests;
    this.limits = limits;
    this.restore = new Restore(context, requests, Operation.RESTORE_ATTRIBUTES, this);
    this.operationIds = operationIds;
  }

  void write(AttributeChange change, Answer<Void> answer) {
    ErrorInfo problem = change.findProblem(limits.attributeBytes());
    if (problem != null) {
      answer.fail(problem);
      return;
    }
    requests.submit(
        Operation.ATTRIBUTES,
        toRequest(change.toWrite(operationIds.next())),
        reply -> {
          confirmed++;
          change.applyTo(mirror);
          Answer.done(answer);
        },
        answer::fail);
  }

  /** Reads attributes of any user: those of the keys, or all of them. */
  void read(
      @Nullable String userId, @Nullable List<String> keys, Answer<List<RtmAttribute>> answer) {
    ErrorInfo problem = AttributeRules.invalidIf(Ids.findUserIdProblem("userId", userId));
    if (problem == null && keys != null) {
      problem = AttributeRules.findKeysProblem(keys);
    }
    if (problem != null || userId == null) {
      answer.fail(problem == null ? AttributeRules.invalid("userId: is empty") : problem);
      return;
    }
    ReadUserAttributesRequest.Builder body = ReadUserAttributesRequest.newBuilder();
    body.setUserId(userId);
    if (keys != null) {
      body.addAllKeys(keys);
    }
    requests.submit(
        Operation.ATTRIBUTES,
        Request.newBuilder().setReadUserAttributes(body),
        reply ->
            answer.succeed(AttributeRules.ofUser(reply.getUserAttributes().getAttributesList())),
        answer::fail);
  }

  /** The session goes on; a restoring that had no answer is made again. */
  void onResumed() {
    restore.onResumed();
  }

  /** A new session has no attributes yet. */
  void onNewSession() {
    restore.cancel();
    if (!mirror.isEmpty()) {
      restore.begin(false);
    }
  }

  void onLoggedOut() {
    restore.cancel();
    mirror.clear();
  }

  @Override
  public Request.Builder restoreRequest() {
    confirmedAtRestore = confirmed;
    return toRequest(
        AttributeWrite.newBuilder()
            .setMode(AttributeWriteMode.ATTRIBUTE_WRITE_MODE_REPLACE)
            .addAllAttributes(mirror.values())
            .setOperationId(operationIds.next()));
  }

  @Override
  public void onRestored(Reply reply) {
    // A write that was on its way when a repeated restoring was sent came before it: it is undone.
    if (confirmed != confirmedAtRestore) {
      restore.begin(true);
    }
  }

  @Override
  public void onRestoreFailed(ErrorInfo error) {
    context.log.warn("attributes of this user are not restored: " + error);
  }

  private static Request.Builder toRequest(AttributeWrite.Builder write) {
    return Request.newBuilder()
        .setWriteUserAttributes(WriteUserAttributesRequest.newBuilder().setWrite(write));
  }
}
