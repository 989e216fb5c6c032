package io.rtmkit.uniapp;

import io.rtmkit.client.LocalInvitation;
import io.rtmkit.client.RemoteInvitation;
import io.rtmkit.client.RtmCallEventListener;

/** Tells the pages how invitations go on. On the client's callback thread. */
final class InvitationEvents implements RtmCallEventListener {
  private final Pages pages;
  private final Invitations invitations;

  InvitationEvents(Pages pages, Invitations invitations) {
    this.pages = pages;
    this.invitations = invitations;
  }

  @Override
  public void onLocalInvitationReceivedByPeer(LocalInvitation invitation) {
    event("onLocalInvitationReceivedByPeer", invitation).tell(pages);
  }

  @Override
  public void onLocalInvitationAccepted(LocalInvitation invitation, String response) {
    withResponse(event("onLocalInvitationAccepted", invitation), response).tell(pages);
  }

  @Override
  public void onLocalInvitationRefused(LocalInvitation invitation, String response) {
    withResponse(event("onLocalInvitationRefused", invitation), response).tell(pages);
  }

  @Override
  public void onLocalInvitationCanceled(LocalInvitation invitation) {
    event("onLocalInvitationCanceled", invitation).tell(pages);
  }

  @Override
  public void onLocalInvitationFailure(LocalInvitation invitation, int errorCode) {
    event("onLocalInvitationFailure", invitation).put("code", errorCode).tell(pages);
  }

  @Override
  public void onRemoteInvitationReceived(RemoteInvitation invitation) {
    invitations.addReceived(invitation);
    event("onRemoteInvitationReceived", invitation).tell(pages);
  }

  @Override
  public void onRemoteInvitationAccepted(RemoteInvitation invitation) {
    event("onRemoteInvitationAccepted", invitation)
        .put("response", invitation.getResponse())
        .tell(pages);
  }

  @Override
  public void onRemoteInvitationRefused(RemoteInvitation invitation) {
    event("onRemoteInvitationRefused", invitation)
        .put("response", invitation.getResponse())
        .tell(pages);
  }

  @Override
  public void onRemoteInvitationCanceled(RemoteInvitation invitation) {
    event("onRemoteInvitationCanceled", invitation).tell(pages);
  }

  @Override
  public void onRemoteInvitationFailure(RemoteInvitation invitation, int errorCode) {
    event("onRemoteInvitationFailure", invitation).put("code", errorCode).tell(pages);
  }

  private static Event event(String name, LocalInvitation invitation) {
    return new Event(name)
        .put("calleeId", invitation.getCalleeId())
        .put("content", invitation.getContent())
        .put("channelId", invitation.getChannelId())
        .put("state", invitation.getState());
  }

  private static Event event(String name, RemoteInvitation invitation) {
    return new Event(name)
        .put("callerId", invitation.getCallerId())
        .put("content", invitation.getContent())
        .put("channelId", invitation.getChannelId())
        .put("state", invitation.getState());
  }

  // Both names are documented.
  private static Event withResponse(Event event, String response) {
    return event.put("response", response).put("getResponse", response);
  }
}
