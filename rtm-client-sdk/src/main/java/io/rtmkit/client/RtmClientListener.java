package io.rtmkit.client;

import java.util.Map;

/**
 * What a client is told unasked. All methods of one client are called in order, one at a time, on
 * its callback executor; every client and channel method may be called from inside them. Only
 * messages must be listened to, so a lambda will do; whoever needs more overrides more.
 */
public interface RtmClientListener {
  /**
   * The connection changed.
   *
   * @param state one of {@link RtmStatusCode.ConnectionState}
   * @param reason one of {@link RtmStatusCode.ConnectionChangeReason}
   */
  default void onConnectionStateChanged(int state, int reason) {}

  /** A message from a user arrived. Inside the resume window each comes exactly once. */
  void onMessageReceived(RtmMessage message, String peerId);

  /**
   * The server refuses the token because it is over, while the client is reconnecting; told once
   * per token. Call {@link RtmClient#renewToken}: the client then reconnects at once.
   */
  default void onTokenExpired() {}

  /** Subscribed users changed their state: user id to one of {@link PeerOnlineState}. */
  default void onPeersOnlineStatusChanged(Map<String, Integer> peersStatus) {}

  /**
   * Some messages that waited for this user are gone: too many waited, and newer ones took their
   * place, or they waited too long. Told after the login, ahead of what is still there.
   *
   * @param count how many
   */
  default void onPeerMessagesLost(long count) {}

  /** The token is over in about 30 seconds; the same moment as the next method's. */
  default void onTokenWillExpire() {}

  /** The token is over in about 30 seconds, under the name that later Agora versions use. */
  default void onTokenPrivilegeWillExpire() {}

  /** Never called; here for listeners of the older API. */
  default void onImageMessageReceivedFromPeer(RtmImageMessage message, String peerId) {}

  /** Never called; here for listeners of the older API. */
  default void onFileMessageReceivedFromPeer(RtmFileMessage message, String peerId) {}

  /** Never called; here for listeners of the older API. */
  default void onMediaUploadingProgress(RtmMediaOperationProgress progress, long requestId) {}

  /** Never called; here for listeners of the older API. */
  default void onMediaDownloadingProgress(RtmMediaOperationProgress progress, long requestId) {}
}
