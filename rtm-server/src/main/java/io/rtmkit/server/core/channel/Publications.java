package io.rtmkit.server.core.channel;

import io.rtmkit.protocol.v1.MemberCountPush;
import io.rtmkit.protocol.v1.Publication;
import io.rtmkit.protocol.v1.Push;
import io.rtmkit.server.core.Wire;

/** The frames that a channel sends to its members. Stateless. */
final class Publications {
  private Publications() {}

  static byte[] encode(Publication event) {
    return Wire.encode(Push.newBuilder().setPublication(event).build());
  }

  static byte[] encodeCount(String channelId, int memberCount) {
    MemberCountPush count =
        MemberCountPush.newBuilder().setChannelId(channelId).setMemberCount(memberCount).build();
    return Wire.encode(Push.newBuilder().setMemberCount(count).build());
  }
}
