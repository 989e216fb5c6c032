package io.rtmkit.client.internal;

import io.rtmkit.client.RtmDeliveryReceipt;
import io.rtmkit.client.RtmMessage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** Whose clients have a message, at one moment. Immutable. */
final class DeliveryReceipt extends RtmDeliveryReceipt {
  private final RtmMessage message;
  private final String channelId;
  private final List<String> deliveredTo;
  private final int waiting;
  private final boolean complete;

  DeliveryReceipt(
      RtmMessage message,
      String channelId,
      Collection<String> deliveredTo,
      int waiting,
      boolean complete) {
    this.message = message;
    this.channelId = channelId;
    this.deliveredTo = Collections.unmodifiableList(new ArrayList<>(deliveredTo));
    this.waiting = waiting;
    this.complete = complete;
  }

  @Override
  public RtmMessage getMessage() {
    return message;
  }

  @Override
  public String getChannelId() {
    return channelId;
  }

  @Override
  public List<String> getDeliveredTo() {
    return deliveredTo;
  }

  @Override
  public int getWaiting() {
    return waiting;
  }

  @Override
  public boolean isComplete() {
    return complete;
  }

  @Override
  public String toString() {
    return "delivered to "
        + deliveredTo
        + ", "
        + waiting
        + " waiting"
        + (complete ? ", complete" : "");
  }
}
