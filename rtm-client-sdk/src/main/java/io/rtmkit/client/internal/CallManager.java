package io.rtmkit.client.internal;

import io.rtmkit.client.LocalInvitation;
import io.rtmkit.client.RemoteInvitation;
import io.rtmkit.client.ResultCallback;
import io.rtmkit.client.RtmCallEventListener;
import io.rtmkit.client.RtmCallManager;
import io.rtmkit.protocol.Limits;
import org.jspecify.annotations.Nullable;

/**
 * What the application holds of the invitations: copies what is said with them and takes each call
 * to the loop. Any thread.
 */
final class CallManager extends RtmCallManager {
  private final Gateway gateway;
  private final Invitations invitations;

  CallManager(Gateway gateway, Invitations invitations) {
    this.gateway = gateway;
    this.invitations = invitations;
  }

  @Override
  public void setEventListener(@Nullable RtmCallEventListener listener) {
    invitations.events.setListener(listener);
  }

  @Override
  public LocalInvitation createLocalInvitation(String calleeId) {
    return new OutgoingInvitation(invitations.local, calleeId);
  }

  @Override
  public void sendLocalInvitation(
      LocalInvitation localInvitation, @Nullable ResultCallback<Void> callback) {
    String channelId = localInvitation == null ? "" : localInvitation.getChannelId();
    String content = localInvitation == null ? "" : localInvitation.getContent();
    call(
        channelId.length() + content.length(),
        callback,
        answer -> invitations.local.send(localInvitation, channelId, content, answer));
  }

  @Override
  public void cancelLocalInvitation(
      LocalInvitation localInvitation, @Nullable ResultCallback<Void> callback) {
    String content = localInvitation == null ? "" : localInvitation.getContent();
    call(
        content.length(),
        callback,
        answer -> invitations.local.cancel(localInvitation, content, answer));
  }

  @Override
  public void acceptRemoteInvitation(
      RemoteInvitation remoteInvitation, @Nullable ResultCallback<Void> callback) {
    answer(remoteInvitation, true, callback);
  }

  @Override
  public void refuseRemoteInvitation(
      RemoteInvitation remoteInvitation, @Nullable ResultCallback<Void> callback) {
    answer(remoteInvitation, false, callback);
  }

  private void answer(
      @Nullable RemoteInvitation invitation,
      boolean accept,
      @Nullable ResultCallback<Void> callback) {
    String response = invitation == null ? "" : invitation.getResponse();
    call(
        response.length(),
        callback,
        answer -> invitations.remote.answer(invitation, accept, response, answer));
  }

  private void call(int bytes, @Nullable ResultCallback<Void> callback, Gateway.Call<Void> call) {
    // Of a text far beyond every limit only the size matters.
    int weight = Math.min(bytes, Limits.CLIENT_FRAME_BYTES);
    gateway.call(Operation.INVITATION, weight, callback, call);
  }
}
