package io.rtmkit.client;

import org.jspecify.annotations.Nullable;

/**
 * Call invitations. Several may be open at once, also between the same two users. Every method may
 * be called from any thread and returns at once; every callback may be null, and its success means
 * that the server took the call: how the invitation goes on is told by {@link
 * RtmCallEventListener}. Codes of {@link RtmStatusCode.InvitationApiCallError}.
 */
public abstract class RtmCallManager {
  /** Chooses who is told of invitations; null for nobody. */
  public abstract void setEventListener(@Nullable RtmCallEventListener listener);

  /** A new invitation, not sent yet. */
  public abstract LocalInvitation createLocalInvitation(String calleeId);

  /**
   * Sends an invitation, with the content and channel of this moment. It fails after 30 seconds
   * without the callee's client, and after 60 seconds without an answer. Refused with 1 or 202 it
   * is not sent, nothing more is told of it, and it can be sent again. After 102 its failure is
   * told; after 201 the server may have it, so its end is told too.
   *
   * @param callback 1 for an invalid callee, content or channel; 5 if sent before, 3 if it has
   *     ended; 202 if too many are open
   */
  public abstract void sendLocalInvitation(
      LocalInvitation localInvitation, @Nullable ResultCallback<Void> callback);

  /**
   * Takes an invitation back; the callee is told its content of this moment, unless it is empty.
   *
   * @param callback 2 if not sent; 4 if the callee's acceptance came first, 3 if it has ended
   */
  public abstract void cancelLocalInvitation(
      LocalInvitation localInvitation, @Nullable ResultCallback<Void> callback);

  /**
   * Accepts an invitation, with the response of this moment. It fails if the caller's client does
   * not acknowledge within 5 seconds. Refused with 1 or 202 it can be answered again.
   *
   * @param callback 1 for an invalid response; 4 if accepted before, 3 if refused before or ended
   */
  public abstract void acceptRemoteInvitation(
      RemoteInvitation remoteInvitation, @Nullable ResultCallback<Void> callback);

  /** Refuses an invitation; codes as of accepting. */
  public abstract void refuseRemoteInvitation(
      RemoteInvitation remoteInvitation, @Nullable ResultCallback<Void> callback);
}
