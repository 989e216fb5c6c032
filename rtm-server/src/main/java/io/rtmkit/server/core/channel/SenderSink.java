package io.rtmkit.server.core.channel;

import io.rtmkit.protocol.v1.DeliveryReceiptPush;
import io.rtmkit.protocol.v1.Push;
import io.rtmkit.server.core.Wire;
import io.rtmkit.server.core.session.Delivery;
import io.rtmkit.server.core.session.Receipt;
import io.rtmkit.server.core.session.Session;

/** Delivery receipts for a sender that has its session here. Immutable. */
record SenderSink(String channelId, Session session) implements ReceiptSink {
  @Override
  public String userId() {
    return session.user().userId();
  }

  @Override
  public boolean isConnected() {
    return session.link() != null;
  }

  @Override
  public Delivery tell(long ignored, Receipts receipts, long now) {
    DeliveryReceiptPush.Builder push =
        DeliveryReceiptPush.newBuilder()
            .setChannelId(channelId)
            .setMessageId(receipts.messageId())
            .addAllUserIds(receipts.userIds())
            .setWaiting(receipts.waiting())
            .setComplete(receipts.complete());
    return session.deliver(
        offset ->
            Wire.encode(Push.newBuilder().setInboxOffset(offset).setDeliveryReceipt(push).build()),
        now,
        Receipt.UNASKED); // the sender's inbox sees to that it gets them
  }
}
