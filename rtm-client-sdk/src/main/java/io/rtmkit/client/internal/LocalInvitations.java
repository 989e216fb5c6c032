package io.rtmkit.client.internal;

import io.rtmkit.client.ErrorInfo;
import io.rtmkit.client.LocalInvitation;
import io.rtmkit.client.RtmStatusCode.InvitationApiCallError;
import io.rtmkit.client.RtmStatusCode.LocalInvitationError;
import io.rtmkit.client.RtmStatusCode.LocalInvitationState;
import io.rtmkit.client.internal.OutgoingInvitation.Phase;
import io.rtmkit.protocol.Ids;
import io.rtmkit.protocol.v1.CancelInvitationRequest;
import io.rtmkit.protocol.v1.InvitationPush;
import io.rtmkit.protocol.v1.Request;
import io.rtmkit.protocol.v1.SendInvitationRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The invitations that this client sent and that have not ended, by their ids. Loop thread. */
final class LocalInvitations {
  private final ClientContext context;
  private final Requests requests;
  private final ServerLimits limits;
  private final MessageIds ids;
  private final CallEvents events;
  private final Map<Long, OutgoingInvitation> open = new LinkedHashMap<>();
  private int lifetimeMs;

  LocalInvitations(
      ClientContext context,
      Requests requests,
      ServerLimits limits,
      MessageIds ids,
      CallEvents events) {
    this.context = context;
    this.requests = requests;
    this.limits = limits;
    this.ids = ids;
    this.events = events;
  }

  void setLifetime(int ms) {
    lifetimeMs = ms;
  }

  /** Sends an invitation with the content and channel that it had when the call was made. */
  void send(
      @Nullable LocalInvitation given, String channelId, String content, Answer<Void> answer) {
    OutgoingInvitation invitation = ownOrFail(given, answer);
    if (invitation == null) {
      return;
    }
    String problem = findProblem(invitation.getCalleeId(), channelId, content);
    if (problem != null) {
      answer.fail(InvitationApiCallError.INVITATION_API_CALL_ERR_INVALID_ARGUMENT, problem);
    } else if (invitation.phase == Phase.ENDED) {
      failEnded(answer);
    } else if (invitation.phase != Phase.IDLE) {
      answer.fail(
          InvitationApiCallError.INVITATION_API_CALL_ERR_ALREADY_SENT,
          "the invitation was sent before");
    } else if (!requests.isLoggedIn()) {
      answer.fail(Operation.NOT_LOGGED_IN, "not logged in");
      fail(invitation, LocalInvitationError.LOCAL_INVITATION_ERR_NOT_LOGGEDIN);
    } else {
      begin(invitation, channelId, content, answer);
    }
  }

  private void begin(
      OutgoingInvitation invitation, String channelId, String content, Answer<Void> answer) {
    long id = ids.next();
    invitation.id = id;
    invitation.phase = Phase.SENT;
    invitation.show(LocalInvitationState.LOCAL_INVITATION_STATE_SENT_TO_REMOTE);
    invitation.sendUnanswered = true;
    invitation.timer =
        context.loop.schedule(
            context.tuning.limitMs(lifetimeMs),
            () -> fail(invitation, LocalInvitationError.LOCAL_INVITATION_ERR_INVITATION_EXPIRE));
    open.put(id, invitation);
    requests.submit(
        Operation.INVITATION,
        Request.newBuilder()
            .setSendInvitation(
                SendInvitationRequest.newBuilder()
                    .setInvitationId(id)
                    .setCalleeId(invitation.getCalleeId())
                    .setChannelId(channelId)
                    .setContent(content)),
        reply -> {
          invitation.sendUnanswered = false;
          Answer.done(answer);
        },
        error -> onSendFailed(invitation, error, answer));
  }

  // Refused for what is in it or for how many there are, it was not sent. After any other failure
  // the server may have it all the same: then it ends like every other, by an event.
  private void onSendFailed(OutgoingInvitation invitation, ErrorInfo error, Answer<Void> answer) {
    int code = error.getErrorCode();
    boolean notSent =
        code == InvitationApiCallError.INVITATION_API_CALL_ERR_INVALID_ARGUMENT
            || code == InvitationApiCallError.INVITATION_API_CALL_ERR_TOO_OFTEN;
    invitation.sendUnanswered = false;
    if (notSent && invitation.phase == Phase.SENT) {
      close(invitation, Phase.IDLE);
      invitation.show(LocalInvitationState.LOCAL_INVITATION_STATE_IDLE);
    }
    answer.fail(error);
    if (code == Operation.NOT_LOGGED_IN) {
      fail(invitation, LocalInvitationError.LOCAL_INVITATION_ERR_NOT_LOGGEDIN);
    }
  }

  /** Takes an invitation back, with the content that it had when the call was made. */
  void cancel(@Nullable LocalInvitation given, String content, Answer<Void> answer) {
    OutgoingInvitation invitation = ownOrFail(given, answer);
    if (invitation == null) {
      return;
    }
    String problem = FieldRules.findSizeProblem("content", content, limits.invitationBytes());
    if (problem != null) {
      answer.fail(InvitationApiCallError.INVITATION_API_CALL_ERR_INVALID_ARGUMENT, problem);
    } else if (invitation.phase == Phase.IDLE) {
      answer.fail(
          InvitationApiCallError.INVITATION_API_CALL_ERR_NOT_STARTED,
          "the invitation was not sent");
    } else if (invitation.phase == Phase.ENDED) {
      failEnded(answer);
    } else {
      requests.submit(
          Operation.INVITATION,
          Request.newBuilder()
              .setCancelInvitation(
                  CancelInvitationRequest.newBuilder()
                      .setInvitationId(invitation.id)
                      .setContent(content)),
          reply -> Answer.done(answer),
          answer::fail);
    }
  }

  /** A step of an invitation of this user; answers whether it is one of these. */
  boolean onPush(InvitationPush push) {
    OutgoingInvitation invitation = open.get(push.getInvitationId());
    if (invitation == null) {
      return false;
    }
    String response = push.getResponse();
    switch (push.getStep()) {
      case INVITATION_STEP_RECEIVED:
      // The acceptance itself shows when both sides know of it.
      case INVITATION_STEP_ACCEPTING:
        onReceived(invitation);
        break;
      case INVITATION_STEP_ACCEPTED:
        onAnswered(
            invitation,
            LocalInvitationState.LOCAL_INVITATION_STATE_ACCEPTED_BY_REMOTE,
            response,
            listener -> listener.onLocalInvitationAccepted(invitation, response));
        break;
      case INVITATION_STEP_REFUSED:
        onAnswered(
            invitation,
            LocalInvitationState.LOCAL_INVITATION_STATE_REFUSED_BY_REMOTE,
            response,
            listener -> listener.onLocalInvitationRefused(invitation, response));
        break;
      case INVITATION_STEP_CANCELED:
        onCanceled(invitation);
        break;
      case INVITATION_STEP_FAILED:
        fail(invitation, push.getFailureCode());
        break;
      default:
        // A step of a newer server.
    }
    return true;
  }

  /** Ends those that a new session does not know of; what is sent again it will know. */
  void failUnless(Set<Long> known) {
    for (OutgoingInvitation each : new ArrayList<>(open.values())) {
      if (!known.contains(each.id) && !each.sendUnanswered) {
        fail(each, LocalInvitationError.LOCAL_INVITATION_ERR_NOT_LOGGEDIN);
      }
    }
  }

  void failAll() {
    for (OutgoingInvitation each : new ArrayList<>(open.values())) {
      fail(each, LocalInvitationError.LOCAL_INVITATION_ERR_NOT_LOGGEDIN);
    }
  }

  private void onReceived(OutgoingInvitation invitation) {
    if (invitation.phase == Phase.SENT) {
      invitation.phase = Phase.RECEIVED;
      events.tell(
          0,
          () -> invitation.show(LocalInvitationState.LOCAL_INVITATION_STATE_RECEIVED_BY_REMOTE),
          listener -> listener.onLocalInvitationReceivedByPeer(invitation));
    }
  }

  private void onAnswered(
      OutgoingInvitation invitation, int state, String response, CallEvents.Event event) {
    onReceived(invitation);
    close(invitation, Phase.ENDED);
    events.tell(response.length(), () -> invitation.show(state, response), event);
  }

  private void onCanceled(OutgoingInvitation invitation) {
    close(invitation, Phase.ENDED);
    events.tell(
        0,
        () -> invitation.show(LocalInvitationState.LOCAL_INVITATION_STATE_CANCELED),
        listener -> listener.onLocalInvitationCanceled(invitation));
  }

  private void fail(OutgoingInvitation invitation, int code) {
    if (invitation.phase != Phase.ENDED) {
      close(invitation, Phase.ENDED);
      events.tell(
          0,
          () -> invitation.show(LocalInvitationState.LOCAL_INVITATION_STATE_FAILURE),
          listener -> listener.onLocalInvitationFailure(invitation, code));
    }
  }

  private void close(OutgoingInvitation invitation, Phase phase) {
    invitation.phase = phase;
    invitation.timer.cancel();
    open.remove(invitation.id);
  }

  private @Nullable OutgoingInvitation ownOrFail(
      @Nullable LocalInvitation given, Answer<Void> answer) {
    if (given instanceof OutgoingInvitation && ((OutgoingInvitation) given).owner == this) {
      return (OutgoingInvitation) given;
    }
    answer.fail(
        InvitationApiCallError.INVITATION_API_CALL_ERR_INVALID_ARGUMENT,
        "localInvitation: was not made by this client's createLocalInvitation");
    return null;
  }

  private @Nullable String findProblem(String calleeId, String channelId, String content) {
    String problem = Ids.findUserIdProblem("calleeId", calleeId);
    if (problem == null && !channelId.isEmpty()) {
      problem = Ids.findChannelIdProblem("channelId", channelId);
    }
    return problem == null
        ? FieldRules.findSizeProblem("content", content, limits.invitationBytes())
        : problem;
  }

  private static void failEnded(Answer<Void> answer) {
    answer.fail(
        InvitationApiCallError.INVITATION_API_CALL_ERR_ALREADY_END, "the invitation has ended");
  }
}
