package io.rtmkit.client;

import java.util.List;

/** Whose clients have a channel message, as far as is known. Immutable. Not in the older API. */
public abstract class RtmDeliveryReceipt {
  /** The very object that was sent. */
  public abstract RtmMessage getMessage();

  /** The channel's id. */
  public abstract String getChannelId();

  /** The members whose clients have the message, in the order in which they got it. */
  public abstract List<String> getDeliveredTo();

  /** How many members may still acknowledge it. */
  public abstract int getWaiting();

  /**
   * Whether this is the last receipt of the message: all have it, left, or their time is over; or
   * the sender's session was lost.
   */
  public abstract boolean isComplete();
}
