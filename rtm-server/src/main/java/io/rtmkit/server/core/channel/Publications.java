package io.rtmkit.server.core.channel;

import io.rtmkit.protocol.v1.ChannelMessage;
import io.rtmkit.protocol.v1.MemberCountPush;
import io.rtmkit.protocol.v1.Publication;
import io.rtmkit.protocol.v1.PublishRequest;
import io.rtmkit.protocol.v1.Push;
import io.rtmkit.server.core.Wire;

/** The events of a channel's stream, and the frames that go to its members. Stateless. */
final class Publications {
  private Publications() {}

  /**
   * The event of a message.
   *
   * @param acknowledge whether its sender wants delivery receipts
   */
  static ChannelMessage message(
      PublishRequest request, String senderId, boolean acknowledge, long receivedMs) {
    return ChannelMessage.newBuilder()
        .setMessageId(request.getMessageId())
        .setUserId(senderId)
        .setContent(request.getContent())
        .setServerReceivedMs(receivedMs)
        .setAcknowledge(acknowledge)
        .build();
  }

  static byte[] encode(Publication event) {
    return Wire.encode(Push.newBuilder().setPublication(event).build());
  }

  static byte[] encodeCount(String channelId, int memberCount) {
    MemberCountPush count =
        MemberCountPush.newBuilder().setChannelId(channelId).setMemberCount(memberCount).build();
    return Wire.encode(Push.newBuilder().setMemberCount(count).build());
  }
}
