package io.rtmkit.client;

/** How one message is sent. Not thread-safe; read when the message is sent. */
public class SendMessageOptions {
  /**
   * Whether the server keeps the message for receivers that are away. For a user who is offline the
   * sender is then answered {@code PEER_MESSAGE_ERR_CACHED_BY_SERVER} (4), and the user gets it
   * after the next login. Of a channel, members that lost their connection without leaving get it
   * when they join again. Kept for 7 days, at most 200 for one receiver, unless the server is
   * configured otherwise. Such a message is stored before anything else happens to it.
   */
  public boolean enableOfflineMessaging;

  /**
   * Whether the server keeps the message in its history, for 7 days unless configured otherwise:
   * {@link RtmClient#getRtmHistoryManager}.
   */
  public boolean enableHistoricalMessaging;

  /**
   * Whether the sender of a channel message is told whose clients have it: {@link
   * RtmChannelListener#onDeliveryReceipt}. No effect on peer messages, whose success says it, and
   * in channels of more than 512 members. Not in the older API.
   */
  public boolean enableDeliveryReceipts;
}
