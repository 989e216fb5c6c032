package io.rtmkit.client.internal;

import io.rtmkit.client.ErrorInfo;
import io.rtmkit.client.RemoteInvitation;
import io.rtmkit.client.RtmStatusCode.InvitationApiCallError;
import io.rtmkit.client.RtmStatusCode.RemoteInvitationError;
import io.rtmkit.client.RtmStatusCode.RemoteInvitationState;
import io.rtmkit.client.internal.IncomingInvitation.Phase;
import io.rtmkit.protocol.v1.AnswerInvitationRequest;
import io.rtmkit.protocol.v1.InvitationPush;
import io.rtmkit.protocol.v1.Request;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The invitations to this client's user that have not ended, and the keys of those that ended
 * lately: a new session may bring them again. Loop thread.
 */
final class RemoteInvitations {
  static final int REMEMBERED = 256;

  private final ClientContext context;
  private final Requests requests;
  private final ServerLimits limits;
  private final CallEvents events;
  private final Map<String, IncomingInvitation> open = new LinkedHashMap<>();
  private final Set<String> ended = new HashSet<>();
  private final ArrayDeque<String> endedInOrder = new ArrayDeque<>();
  private int lifetimeMs;

  RemoteInvitations(
      ClientContext context, Requests requests, ServerLimits limits, CallEvents events) {
    this.context = context;
    this.requests = requests;
    this.limits = limits;
    this.events = events;
  }

  /** Callers choose their ids by themselves: only both together name an invitation. */
  static String key(String callerId, long id) {
    return id + " " + callerId;
  }

  void setLifetime(int ms) {
    lifetimeMs = ms;
  }

  /** Accepts or refuses, with the response that the invitation had when the call was made. */
  void answer(
      @Nullable RemoteInvitation given, boolean accept, String response, Answer<Void> answer) {
    IncomingInvitation invitation = ownOrFail(given, answer);
    if (invitation == null) {
      return;
    }
    String problem = FieldRules.findSizeProblem("response", response, limits.invitationBytes());
    if (problem != null) {
      answer.fail(InvitationApiCallError.INVITATION_API_CALL_ERR_INVALID_ARGUMENT, problem);
    } else if (invitation.phase == Phase.ACCEPTING) {
      answer.fail(
          InvitationApiCallError.INVITATION_API_CALL_ERR_ALREADY_ACCEPT,
          "the invitation was accepted before");
    } else if (invitation.phase != Phase.RECEIVED) {
      answer.fail(
          InvitationApiCallError.INVITATION_API_CALL_ERR_ALREADY_END,
          invitation.phase == Phase.REFUSING
              ? "the invitation was refused before"
              : "the invitation has ended");
    } else {
      submit(invitation, accept, response, answer);
    }
  }

  private void submit(
      IncomingInvitation invitation, boolean accept, String response, Answer<Void> answer) {
    invitation.phase = accept ? Phase.ACCEPTING : Phase.REFUSING;
    if (accept) {
      invitation.show(RemoteInvitationState.REMOTE_INVITATION_STATE_ACCEPT_SENT_TO_LOCAL);
    }
    requests.submit(
        Operation.INVITATION,
        Request.newBuilder()
            .setAnswerInvitation(
                AnswerInvitationRequest.newBuilder()
                    .setInvitationId(invitation.id)
                    .setCallerId(invitation.getCallerId())
                    .setAccept(accept)
                    .setResponse(response)),
        reply -> Answer.done(answer),
        error -> {
          onAnswerFailed(invitation, error);
          answer.fail(error);
        });
  }

  // Refused for what is in it or for how many there are, it was not given. After any other failure
  // the server may have it, or knows that the invitation is over: the end comes as an event.
  private static void onAnswerFailed(IncomingInvitation invitation, ErrorInfo error) {
    int code = error.getErrorCode();
    boolean notGiven =
        code == InvitationApiCallError.INVITATION_API_CALL_ERR_INVALID_ARGUMENT
            || code == InvitationApiCallError.INVITATION_API_CALL_ERR_TOO_OFTEN;
    if (notGiven && invitation.phase != Phase.ENDED) {
      invitation.phase = Phase.RECEIVED;
      invitation.show(RemoteInvitationState.REMOTE_INVITATION_STATE_INVITATION_RECEIVED);
    }
  }

  void onInvited(InvitationPush push) {
    String key = key(push.getCallerId(), push.getInvitationId());
    if (open.containsKey(key) || ended.contains(key)) {
      return;
    }
    IncomingInvitation invitation = new IncomingInvitation(this, push);
    open.put(key, invitation);
    invitation.timer =
        context.loop.schedule(context.tuning.limitMs(lifetimeMs), () -> onTimeout(invitation));
    events.tell(
        push.getSerializedSize(),
        () -> invitation.show(RemoteInvitationState.REMOTE_INVITATION_STATE_INVITATION_RECEIVED),
        listener -> listener.onRemoteInvitationReceived(invitation));
  }

  /** The end of an invitation to this user; of an unknown one, or told before, it means nothing. */
  void onEnd(InvitationPush push) {
    IncomingInvitation invitation = open.get(key(push.getCallerId(), push.getInvitationId()));
    if (invitation == null) {
      return;
    }
    switch (push.getStep()) {
      case INVITATION_STEP_ACCEPTED:
        close(invitation);
        events.tell(
            0,
            () -> invitation.show(RemoteInvitationState.REMOTE_INVITATION_STATE_ACCEPTED),
            listener -> listener.onRemoteInvitationAccepted(invitation));
        break;
      case INVITATION_STEP_REFUSED:
        close(invitation);
        events.tell(
            0,
            () -> invitation.show(RemoteInvitationState.REMOTE_INVITATION_STATE_REFUSED),
            listener -> listener.onRemoteInvitationRefused(invitation));
        break;
      case INVITATION_STEP_CANCELED:
        close(invitation);
        String content = push.getContent().isEmpty() ? invitation.getContent() : push.getContent();
        events.tell(
            content.length(),
            () -> invitation.show(RemoteInvitationState.REMOTE_INVITATION_STATE_CANCELED, content),
            listener -> listener.onRemoteInvitationCanceled(invitation));
        break;
      case INVITATION_STEP_FAILED:
        fail(invitation, push.getFailureCode());
        break;
      default:
        // A step of a newer server.
    }
  }

  /** Ends those that a new session does not know of. */
  void failUnless(Set<String> known) {
    for (IncomingInvitation each : new ArrayList<>(open.values())) {
      if (!known.contains(key(each.getCallerId(), each.id))) {
        fail(each, RemoteInvitationError.REMOTE_INVITATION_ERR_INVITATION_EXPIRE);
      }
    }
  }

  void failAll() {
    for (IncomingInvitation each : new ArrayList<>(open.values())) {
      fail(each, RemoteInvitationError.REMOTE_INVITATION_ERR_INVITATION_EXPIRE);
    }
  }

  private void onTimeout(IncomingInvitation invitation) {
    fail(
        invitation,
        invitation.phase == Phase.ACCEPTING
            ? RemoteInvitationError.REMOTE_INVITATION_ERR_ACCEPT_FAILURE
            : RemoteInvitationError.REMOTE_INVITATION_ERR_INVITATION_EXPIRE);
  }

  private void fail(IncomingInvitation invitation, int code) {
    if (invitation.phase != Phase.ENDED) {
      close(invitation);
      events.tell(
          0,
          () -> invitation.show(RemoteInvitationState.REMOTE_INVITATION_STATE_FAILURE),
          listener -> listener.onRemoteInvitationFailure(invitation, code));
    }
  }

  private void close(IncomingInvitation invitation) {
    String key = key(invitation.getCallerId(), invitation.id);
    invitation.phase = Phase.ENDED;
    invitation.timer.cancel();
    open.remove(key);
    ended.add(key);
    endedInOrder.add(key);
    if (endedInOrder.size() > REMEMBERED) {
      ended.remove(endedInOrder.remove());
    }
  }

  private @Nullable IncomingInvitation ownOrFail(
      @Nullable RemoteInvitation given, Answer<Void> answer) {
    if (given instanceof IncomingInvitation && ((IncomingInvitation) given).owner == this) {
      return (IncomingInvitation) given;
    }
    answer.fail(
        InvitationApiCallError.INVITATION_API_CALL_ERR_INVALID_ARGUMENT,
        "remoteInvitation: was not received by this client");
    return null;
  }
}
