package io.rtmkit.server.conformance;

import io.rtmkit.client.LocalInvitation;
import io.rtmkit.client.RemoteInvitation;
import io.rtmkit.client.RtmCallManager;
import io.rtmkit.server.e2e.Answer;
import io.rtmkit.server.e2e.SdkUser;
import java.util.concurrent.CompletableFuture;

/** The calls of call invitations, made by a user and answered. */
final class Calls {
  private Calls() {}

  private static RtmCallManager of(SdkUser user) {
    return user.client().getRtmCallManager();
  }

  /** An invitation that is not sent yet. */
  static LocalInvitation create(SdkUser caller, String calleeId, String content) {
    LocalInvitation invitation = of(caller).createLocalInvitation(calleeId);
    invitation.setContent(content);
    return invitation;
  }

  static Answer<Void> send(SdkUser caller, LocalInvitation invitation) {
    return Answer.await(start(caller, invitation));
  }

  /** Sends it without waiting for the answer. */
  static CompletableFuture<Answer<Void>> start(SdkUser caller, LocalInvitation invitation) {
    return Answer.start(cb -> of(caller).sendLocalInvitation(invitation, cb));
  }

  /** Makes an invitation and sends it, which must not fail. */
  static LocalInvitation invite(SdkUser caller, String calleeId, String content) {
    LocalInvitation invitation = create(caller, calleeId, content);
    send(caller, invitation).orFail();
    return invitation;
  }

  static Answer<Void> cancel(SdkUser caller, LocalInvitation invitation) {
    return Answer.of(cb -> of(caller).cancelLocalInvitation(invitation, cb));
  }

  static Answer<Void> accept(SdkUser callee, RemoteInvitation invitation, String response) {
    invitation.setResponse(response);
    return Answer.of(cb -> of(callee).acceptRemoteInvitation(invitation, cb));
  }

  static Answer<Void> refuse(SdkUser callee, RemoteInvitation invitation, String response) {
    invitation.setResponse(response);
    return Answer.of(cb -> of(callee).refuseRemoteInvitation(invitation, cb));
  }
}
