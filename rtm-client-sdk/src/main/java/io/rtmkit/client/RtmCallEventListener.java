package io.rtmkit.client;

/**
 * What is told of call invitations, with the invitation in its new state. Called like {@link
 * RtmClientListener}. Each invitation ends once at either side: accepted, refused, canceled or
 * failed, and the same at both. What an application does not need it need not override.
 */
public interface RtmCallEventListener {
  /** To the caller: the callee's client has the invitation. */
  default void onLocalInvitationReceivedByPeer(LocalInvitation localInvitation) {}

  /** To the caller: the callee accepted. */
  default void onLocalInvitationAccepted(LocalInvitation localInvitation, String response) {}

  /** To the caller: the callee refused. */
  default void onLocalInvitationRefused(LocalInvitation localInvitation, String response) {}

  /** To the caller: it canceled the invitation. */
  default void onLocalInvitationCanceled(LocalInvitation localInvitation) {}

  /**
   * To the caller: the invitation failed.
   *
   * @param errorCode one of {@link RtmStatusCode.LocalInvitationError}
   */
  default void onLocalInvitationFailure(LocalInvitation localInvitation, int errorCode) {}

  /** To the callee: a new invitation. */
  default void onRemoteInvitationReceived(RemoteInvitation remoteInvitation) {}

  /** To the callee: its acceptance reached the caller. */
  default void onRemoteInvitationAccepted(RemoteInvitation remoteInvitation) {}

  /** To the callee: it refused. */
  default void onRemoteInvitationRefused(RemoteInvitation remoteInvitation) {}

  /** To the callee: the caller canceled. */
  default void onRemoteInvitationCanceled(RemoteInvitation remoteInvitation) {}

  /**
   * To the callee: the invitation failed.
   *
   * @param errorCode one of {@link RtmStatusCode.RemoteInvitationError}
   */
  default void onRemoteInvitationFailure(RemoteInvitation remoteInvitation, int errorCode) {}
}
