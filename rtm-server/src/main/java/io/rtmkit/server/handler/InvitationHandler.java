package io.rtmkit.server.handler;

import static io.rtmkit.protocol.v1.InvitationApiCallError.INVITATION_API_CALL_ERR_FAILURE_VALUE;
import static io.rtmkit.protocol.v1.InvitationApiCallError.INVITATION_API_CALL_ERR_INVALID_ARGUMENT_VALUE;

import com.google.protobuf.ByteString;
import io.rtmkit.protocol.Ids;
import io.rtmkit.protocol.v1.AnswerInvitationRequest;
import io.rtmkit.protocol.v1.CancelInvitationRequest;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.protocol.v1.SendInvitationRequest;
import io.rtmkit.server.config.InvitationConfig;
import io.rtmkit.server.core.attribute.Names;
import io.rtmkit.server.core.invitation.InvitationAnswer;
import io.rtmkit.server.core.invitation.InvitationService;
import io.rtmkit.server.core.port.Answer;
import org.jspecify.annotations.Nullable;

/** Requests about call invitations: send, cancel, accept, refuse. */
public final class InvitationHandler {
  private final InvitationService invitations;
  private final InvitationConfig config;

  public InvitationHandler(InvitationService invitations, InvitationConfig config) {
    this.invitations = invitations;
    this.config = config;
  }

  void send(Call call) {
    SendInvitationRequest request = call.request().getSendInvitation();
    String problem = findProblem(call, request);
    if (problem != null) {
      refuse(call, problem);
      return;
    }
    invitations.send(call.session(), request, call.request().getResent(), answering(call));
  }

  void cancel(Call call) {
    CancelInvitationRequest request = call.request().getCancelInvitation();
    String problem = findTextProblem("content", request.getContentBytes());
    if (problem != null) {
      refuse(call, problem);
      return;
    }
    invitations.cancel(call.session(), request, call.request().getResent(), answering(call));
  }

  void answer(Call call) {
    AnswerInvitationRequest request = call.request().getAnswerInvitation();
    String problem = findTextProblem("response", request.getResponseBytes());
    if (problem != null) {
      refuse(call, problem);
      return;
    }
    invitations.answer(call.session(), request, call.request().getResent(), answering(call));
  }

  private @Nullable String findProblem(Call call, SendInvitationRequest request) {
    String problem = Ids.findUserIdProblem("calleeId", request.getCalleeId());
    if (problem == null && request.getCalleeId().equals(call.session().user().userId())) {
      problem = "calleeId: is the caller";
    }
    if (problem == null && !request.getChannelId().isEmpty()) {
      problem = Ids.findChannelIdProblem("channelId", request.getChannelId());
    }
    return problem == null ? findTextProblem("content", request.getContentBytes()) : problem;
  }

  private @Nullable String findTextProblem(String field, ByteString text) {
    return Names.findSizeProblem(field, text, config.bytes());
  }

  private static void refuse(Call call, String problem) {
    call.refuse(INVITATION_API_CALL_ERR_INVALID_ARGUMENT_VALUE, problem);
  }

  /** The answer goes ahead of the steps that the call sets off. */
  private static Answer<InvitationAnswer> answering(Call call) {
    Call.ReservedReply reply = call.reserve();
    return (answer, failure) -> {
      if (answer == null) {
        reply.complete(call.failure(INVITATION_API_CALL_ERR_FAILURE_VALUE, failure));
      } else {
        reply.complete(Reply.newBuilder().setCode(answer.code()).setReason(answer.reason()));
      }
    };
  }
}
