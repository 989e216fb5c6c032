package io.rtmkit.server.core.channel;

import com.google.protobuf.InvalidProtocolBufferException;
import io.rtmkit.protocol.Frames;
import io.rtmkit.protocol.v1.ChannelMessage;
import io.rtmkit.protocol.v1.MemberCountPush;
import io.rtmkit.protocol.v1.MissedChannelMessagePush;
import io.rtmkit.protocol.v1.Publication;
import io.rtmkit.protocol.v1.PublishRequest;
import io.rtmkit.protocol.v1.Push;
import io.rtmkit.server.core.Wire;
import io.rtmkit.server.core.port.LogPage;
import io.rtmkit.server.core.port.StoredMessage;
import java.nio.ByteBuffer;

/** The events of a channel's stream, and the frames that go to its members. Stateless. */
final class Publications {
  private Publications() {}

  /**
   * The event of a message.
   *
   * @param acknowledge whether its sender wants delivery receipts
   */
  static ChannelMessage message(PublishOrder order, String senderId, boolean acknowledge) {
    PublishRequest request = order.request();
    return ChannelMessage.newBuilder()
        .setMessageId(request.getMessageId())
        .setUserId(senderId)
        .setContent(request.getContent())
        .setServerReceivedMs(order.receivedMs())
        .setAcknowledge(acknowledge)
        .setStoredId(order.storedId())
        .build();
  }

  /** A message that a member missed while it was lost, as an item of its inbox. */
  static byte[] encodeMissed(long inboxOffset, String channelId, LogPage.Entry entry, long lost) {
    StoredMessage stored = entry.message();
    ChannelMessage message =
        ChannelMessage.newBuilder()
            .setMessageId(stored.messageId())
            .setUserId(stored.senderId())
            .setContent(stored.content())
            .setServerReceivedMs(stored.receivedMs())
            .setStoredId(entry.id())
            .build();
    MissedChannelMessagePush missed =
        MissedChannelMessagePush.newBuilder()
            .setChannelId(channelId)
            .setMessage(message)
            .setLost(lost)
            .build();
    return Wire.encode(
        Push.newBuilder().setInboxOffset(inboxOffset).setMissedChannelMessage(missed).build());
  }

  static byte[] encode(Publication event) {
    return Wire.encode(Push.newBuilder().setPublication(event).build());
  }

  /** The event that was encoded. */
  static Publication decode(byte[] frame) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(frame);
      while (bytes.get() < 0) {} // the length
      return Frames.decode(bytes).getPush().getPublication();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] encodeCount(String channelId, int memberCount) {
    MemberCountPush count =
        MemberCountPush.newBuilder().setChannelId(channelId).setMemberCount(memberCount).build();
    return Wire.encode(Push.newBuilder().setMemberCount(count).build());
  }
}
