package io.rtmkit.client;

/**
 * What is told of call invitations, with the invitation in its new state. Called like {@link
 * RtmClientListener}. Each invitation ends once at either side: accepted, refused, canceled or
 * failed, and the same at both.
 */
public interface RtmCallEventListener {
  /** To the caller: the callee's client has the invitation. */
  void onLocalInvitationReceivedByPeer(LocalInvitation localInvitation);

  /** To the caller: the callee accepted. */
  void onLocalInvitationAccepted(LocalInvitation localInvitation, String response);

  /** To the caller: the callee refused. */
  void onLocalInvitationRefused(LocalInvitation localInvitation, String response);

  /** To the caller: it canceled the invitation. */
  void onLocalInvitationCanceled(LocalInvitation localInvitation);

  /**
   * To the caller: the invitation failed.
   *
   * @param errorCode one of {@link RtmStatusCode.LocalInvitationError}
   */
  void onLocalInvitationFailure(LocalInvitation localInvitation, int errorCode);

  /** To the callee: a new invitation. */
  void onRemoteInvitationReceived(RemoteInvitation remoteInvitation);

  /** To the callee: its acceptance reached the caller. */
  void onRemoteInvitationAccepted(RemoteInvitation remoteInvitation);

  /** To the callee: it refused. */
  void onRemoteInvitationRefused(RemoteInvitation remoteInvitation);

  /** To the callee: the caller canceled. */
  void onRemoteInvitationCanceled(RemoteInvitation remoteInvitation);

  /**
   * To the callee: the invitation failed.
   *
   * @param errorCode one of {@link RtmStatusCode.RemoteInvitationError}
   */
  void onRemoteInvitationFailure(RemoteInvitation remoteInvitation, int errorCode);
}
