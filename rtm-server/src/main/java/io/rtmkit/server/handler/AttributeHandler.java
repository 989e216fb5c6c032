package io.rtmkit.server.handler;

import static io.rtmkit.protocol.v1.AttributeOperationError.ATTRIBUTE_OPERATION_ERR_INVALID_ARGUMENT_VALUE;
import static io.rtmkit.protocol.v1.AttributeOperationError.ATTRIBUTE_OPERATION_ERR_TIMEOUT_VALUE;
import static io.rtmkit.protocol.v1.AttributeOperationError.ATTRIBUTE_OPERATION_ERR_USER_NOT_FOUND_VALUE;

import io.rtmkit.protocol.Ids;
import io.rtmkit.protocol.v1.AttributeWrite;
import io.rtmkit.protocol.v1.AttributesWrittenReply;
import io.rtmkit.protocol.v1.ReadChannelAttributesRequest;
import io.rtmkit.protocol.v1.ReadUserAttributesRequest;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.protocol.v1.Request;
import io.rtmkit.protocol.v1.WriteChannelAttributesRequest;
import io.rtmkit.server.core.attribute.AttributesWritten;
import io.rtmkit.server.core.attribute.UserAttributeService;
import io.rtmkit.server.core.channel.ChannelService;
import io.rtmkit.server.core.port.StoreException;
import io.rtmkit.server.core.session.Outcome;
import io.rtmkit.server.core.session.Session;
import io.rtmkit.server.core.session.UserKey;
import org.jspecify.annotations.Nullable;

/** Requests about the attributes of users and channels. A write sent again is done once. */
public final class AttributeHandler {
  private final UserAttributeService users;
  private final ChannelService channels;

  public AttributeHandler(UserAttributeService users, ChannelService channels) {
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
    users.write(call.session(), write, (written, failure) -> finish(call, write, written, failure));
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
    channels.writeAttributes(
        call.session().user(),
        request,
        (written, failure) -> finish(call, request.getWrite(), written, failure));
  }

  private static @Nullable Outcome findKnown(Call call, AttributeWrite write) {
    return call.request().getResent() ? call.session().findOutcome(write.getOperationId()) : null;
  }

  /** A refusal is remembered, too: done again it might not be one any more. */
  private static void finish(
      Call call,
      AttributeWrite write,
      @Nullable AttributesWritten written,
      @Nullable StoreException failure) {
    if (written == null) {
      call.fail(ATTRIBUTE_OPERATION_ERR_TIMEOUT_VALUE, failure);
      return;
    }
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
    users.read(
        user,
        request.getKeysList(),
        (attributes, failure) -> {
          if (failure != null) {
            call.fail(ATTRIBUTE_OPERATION_ERR_TIMEOUT_VALUE, failure);
          } else if (attributes == null) {
            call.refuse(
                ATTRIBUTE_OPERATION_ERR_USER_NOT_FOUND_VALUE,
                "userId: " + userId + " is not logged in");
          } else {
            call.reply(Reply.newBuilder().setUserAttributes(attributes));
          }
        });
  }

  void readChannel(Call call) {
    ReadChannelAttributesRequest request = call.request().getReadChannelAttributes();
    String problem = Ids.findChannelIdProblem("channelId", request.getChannelId());
    if (problem != null) {
      call.refuse(ATTRIBUTE_OPERATION_ERR_INVALID_ARGUMENT_VALUE, problem);
      return;
    }
    channels.readAttributes(
        call.session().user().appId(),
        request.getChannelId(),
        request.getKeysList(),
        (attributes, failure) -> {
          if (attributes == null) {
            call.fail(ATTRIBUTE_OPERATION_ERR_TIMEOUT_VALUE, failure);
          } else {
            call.reply(Reply.newBuilder().setChannelAttributes(attributes));
          }
        });
  }
}
