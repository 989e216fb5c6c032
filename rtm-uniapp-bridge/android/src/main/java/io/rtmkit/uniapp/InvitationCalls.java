package io.rtmkit.uniapp;

import io.rtmkit.client.ErrorInfo;
import io.rtmkit.client.LocalInvitation;
import io.rtmkit.client.RemoteInvitation;
import io.rtmkit.client.ResultCallback;
import io.rtmkit.client.RtmCallManager;
import io.rtmkit.client.RtmStatusCode.InvitationApiCallError;
import io.rtmkit.client.RtmStatusCode.LocalInvitationState;

/** Call invitations. Stateless. */
final class InvitationCalls {
  private InvitationCalls() {}

  /** Invitation events come to setCallBack in any case; this is for applications that call it. */
  static void setCallEventListener(Call call) {
    call.instance();
    call.answer.succeed();
  }

  /**
   * A second invitation of the same callee to the same channel could not be told from the first.
   */
  static void sendLocalInvitation(Call call) {
    Instance instance = call.instance();
    String calleeId = call.options.text("calleeId");
    String channelId = call.options.optionalText("channelId");
    if (instance.invitations.findOpen(calleeId, channelId) != null) {
      throw new Refusal(
          InvitationApiCallError.INVITATION_API_CALL_ERR_ALREADY_SENT,
          "calleeId: an invitation of " + calleeId + " with this channelId is open");
    }
    RtmCallManager calls = instance.client.getRtmCallManager();
    LocalInvitation invitation = calls.createLocalInvitation(calleeId);
    invitation.setChannelId(channelId);
    invitation.setContent(call.options.optionalText("content"));
    instance.invitations.addSent(invitation);
    calls.sendLocalInvitation(
        invitation, forgetIfNotSent(instance.invitations, invitation, call.answer.whenDone()));
  }

  static void cancelLocalInvitation(Call call) {
    Instance instance = call.instance();
    String calleeId = call.options.text("calleeId");
    LocalInvitation invitation =
        instance.invitations.findSent(calleeId, call.options.optionalText("channelId"));
    if (invitation == null) {
      throw instance.missing(
          InvitationApiCallError.INVITATION_API_CALL_ERR_NOT_STARTED,
          "calleeId: no invitation was sent to " + calleeId);
    }
    String content = call.options.optionalText("content");
    if (!content.isEmpty()) {
      invitation.setContent(content);
    }
    instance.client.getRtmCallManager().cancelLocalInvitation(invitation, call.answer.whenDone());
  }

  static void acceptRemoteInvitation(Call call) {
    RtmCallManager calls = call.instance().client.getRtmCallManager();
    calls.acceptRemoteInvitation(received(call), call.answer.whenDone());
  }

  static void refuseRemoteInvitation(Call call) {
    RtmCallManager calls = call.instance().client.getRtmCallManager();
    calls.refuseRemoteInvitation(received(call), call.answer.whenDone());
  }

  // The vendor's plugin calls the caller's id calleeId here.
  private static RemoteInvitation received(Call call) {
    String callerId = call.options.text(call.options.has("callerId") ? "callerId" : "calleeId");
    RemoteInvitation invitation =
        call.instance().invitations.findReceived(callerId, call.options.optionalText("channelId"));
    if (invitation == null) {
      throw call.instance()
          .missing(
              InvitationApiCallError.INVITATION_API_CALL_ERR_NOT_STARTED,
              "calleeId: there is no invitation of " + callerId);
    }
    invitation.setResponse(call.options.optionalText("response"));
    return invitation;
  }

  private static ResultCallback<Void> forgetIfNotSent(
      Invitations invitations, LocalInvitation invitation, ResultCallback<Void> then) {
    return new ResultCallback<Void>() {
      @Override
      @SuppressWarnings("NullAway") // Of Void there is only null.
      public void onSuccess(Void nothing) {
        then.onSuccess(null);
      }

      @Override
      public void onFailure(ErrorInfo error) {
        if (invitation.getState() == LocalInvitationState.LOCAL_INVITATION_STATE_IDLE) {
          invitations.removeSent(invitation);
        }
        then.onFailure(error);
      }
    };
  }
}
