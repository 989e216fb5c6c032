package io.rtmkit.server.handler;

import static io.rtmkit.protocol.v1.AttributeOperationError.ATTRIBUTE_OPERATION_ERR_INVALID_ARGUMENT_VALUE;
import static io.rtmkit.protocol.v1.AttributeOperationError.ATTRIBUTE_OPERATION_ERR_USER_NOT_FOUND_VALUE;

import io.rtmkit.protocol.Ids;
import io.rtmkit.protocol.v1.AttributeWrite;
import io.rtmkit.protocol.v1.AttributesWrittenReply;
import io.rtmkit.protocol.v1.ReadChannelAttributesRequest;
import io.rtmkit.protocol.v1.ReadUserAttributesRequest;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.protocol.v1.Request;
import io.rtmkit.protocol.v1.UserAttributesReply;
import io.rtmkit.protocol.v1.WriteChannelAttributesRequest;
import io.rtmkit.server.core.attribute.AttributesWritten;
import io.rtmkit.server.core.attribute.UserAttributes;
import io.rtmkit.server.core.channel.Channels;
import io.rtmkit.server.core.session.Outcome;
import io.rtmkit.server.core.session.Session;
import io.rtmkit.server.core.session.UserKey;
import org.jspecify.annotations.Nullable;

/** Requests about the attributes of users and channels. A write sent again is done once. */
public final class AttributeHandler {
  private final UserAttributes users;
  private final Channels channels;

  public AttributeHandler(UserAttributes users, Channels channels) {
    this.users = users;
    this.channels = channels;
  }

  boolean isUserWriteKnown(Session session, Request request) {
    return isKnown(session, request.getWriteUserAttributes().getWrite());
  }

  boolean isChannelWriteKnown(Session session, Request request) {
    return isKnown(session, request.getWriteChannelAttributes().getWrite());
  }

  private static boolean isKnown(Session session, AttributeWrite write) {
    return session.findOutcome(write.getOperationId()) != null;
  }

  void writeUser(Call call) {
    AttributeWrite write = call.request().getWriteUserAttributes().getWrite();
    Outcome known = findKnown(call, write);
    if (known != null) {
      answer(call, known);
      return;
    }
    finish(call, write, users.write(call.session(), write));
  }

  void writeChannel(Call call) {
    WriteChannelAttributesRequest request = call.request().getWriteChannelAttributes();
    Outcome known = findKnown(call, request.getWrite());
    if (known != null) {
      answer(call, known);
      return;
    }
    String problem = Ids.findChannelIdProblem("channelId", request.getChannelId());
    if (problem != null) {
      call.refuse(ATTRIBUTE_OPERATION_ERR_INVALID_ARGUMENT_VALUE, problem);
      return;
    }
    finish(call, request.getWrite(), channels.writeAttributes(call.session().user(), request));
  }

  private static @Nullable Outcome findKnown(Call call, AttributeWrite write) {
    return call.request().getResent() ? call.session().findOutcome(write.getOperationId()) : null;
  }

  /** A refusal is remembered, too: done again it might not be one any more. */
  private static void finish(Call call, AttributeWrite write, AttributesWritten written) {
    Outcome outcome =
        new Outcome(
            write.getOperationId(), written.code(), written.reason(), written.revision(), 0);
    call.session().remember(outcome);
    answer(call, outcome);
  }

  private static void answer(Call call, Outcome outcome) {
    if (outcome.code() != 0) {
      call.refuse(outcome.code(), outcome.reason());
      return;
    }
    call.reply(
        Reply.newBuilder()
            .setAttributesWritten(
                AttributesWrittenReply.newBuilder().setRevision(outcome.offset())));
  }

  void readUser(Call call) {
    ReadUserAttributesRequest request = call.request().getReadUserAttributes();
    String userId = request.getUserId();
    String problem = Ids.findUserIdProblem("userId", userId);
    if (problem != null) {
      call.refuse(ATTRIBUTE_OPERATION_ERR_INVALID_ARGUMENT_VALUE, problem);
      return;
    }
    UserKey user = new UserKey(call.session().user().appId(), userId);
    UserAttributesReply reply = users.read(user, request.getKeysList());
    if (reply == null) {
      call.refuse(
          ATTRIBUTE_OPERATION_ERR_USER_NOT_FOUND_VALUE, "userId: " + userId + " is not logged in");
      return;
    }
    call.reply(Reply.newBuilder().setUserAttributes(reply));
  }

  void readChannel(Call call) {
    ReadChannelAttributesRequest request = call.request().getReadChannelAttributes();
    String problem = Ids.findChannelIdProblem("channelId", request.getChannelId());
    if (problem != null) {
      call.refuse(ATTRIBUTE_OPERATION_ERR_INVALID_ARGUMENT_VALUE, problem);
      return;
    }
    call.reply(
        Reply.newBuilder()
            .setChannelAttributes(
                channels.readAttributes(
                    call.session().user().appId(), request.getChannelId(), request.getKeysList())));
  }
}
