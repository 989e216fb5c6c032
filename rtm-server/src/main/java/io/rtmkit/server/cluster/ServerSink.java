package io.rtmkit.server.cluster;

import io.rtmkit.server.cluster.bus.Bus;
import io.rtmkit.server.cluster.wire.ChannelReceiptsItem;
import io.rtmkit.server.cluster.wire.Item;
import io.rtmkit.server.core.channel.ChannelKey;
import io.rtmkit.server.core.channel.ReceiptSink;
import io.rtmkit.server.core.session.Delivery;

/**
 * Delivery receipts of the members here, for a message whose sender is at another server. Guarded
 * by the monitor of the channel.
 */
final class ServerSink implements ReceiptSink {
  private final Bus bus;
  private final String node;
  private final ChannelKey channel;
  private final String userId;

  /** Members that were waited for when the other server was told last; -1 before that. */
  private int waiting = -1;

  ServerSink(Bus bus, String node, ChannelKey channel, String userId) {
    this.bus = bus;
    this.node = node;
    this.channel = channel;
    this.userId = userId;
  }

  @Override
  public String userId() {
    return userId;
  }

  @Override
  public boolean isConnected() {
    return true;
  }

  @Override
  public void expected(int members) {
    waiting = members;
  }

  @Override
  public Delivery tell(long offset, Receipts receipts, long now) {
    int never = waiting - receipts.waiting() - receipts.userIds().size();
    waiting = receipts.waiting();
    ChannelReceiptsItem item =
        ChannelReceiptsItem.newBuilder()
            .setAppId(channel.appId())
            .setChannelId(channel.channelId())
            .setOffset(offset)
            .addAllUserIds(receipts.userIds())
            .setNever(Math.max(0, never))
            .build();
    bus.send(node, Item.newBuilder().setChannelReceipts(item).build());
    return Delivery.ACCEPTED;
  }
}
