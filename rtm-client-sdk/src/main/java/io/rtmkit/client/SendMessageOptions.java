package io.rtmkit.client;

/** How one message is sent. Not thread-safe; read when the message is sent. */
public class SendMessageOptions {
  /**
   * Whether the server keeps a peer message for a receiver that is offline. The sender is then
   * answered {@code PEER_MESSAGE_ERR_CACHED_BY_SERVER} (4). No effect on channel messages.
   */
  public boolean enableOfflineMessaging;

  /** Whether the server keeps the message in its history. */
  public boolean enableHistoricalMessaging;

  /**
   * Whether the sender of a channel message is told whose clients have it: {@link
   * RtmChannelListener#onDeliveryReceipt}. No effect on peer messages, whose success says it, and
   * in channels of more than 512 members. Not in the older API.
   */
  public boolean enableDeliveryReceipts;
}
