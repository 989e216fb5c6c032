package io.rtmkit.server.cluster.script;

import io.rtmkit.protocol.v1.MemberJoined;
import io.rtmkit.protocol.v1.MemberLeft;
import io.rtmkit.protocol.v1.Publication;
import io.rtmkit.server.core.channel.ChannelKey;

/** The events that a user joins or leaves a channel, without offsets. Stateless. */
final class RosterEvents {
  private RosterEvents() {}

  static Publication joined(ChannelKey channel, String userId) {
    return Publication.newBuilder()
        .setChannelId(channel.channelId())
        .setJoined(MemberJoined.newBuilder().setUserId(userId))
        .build();
  }

  static Publication left(ChannelKey channel, String userId) {
    return Publication.newBuilder()
        .setChannelId(channel.channelId())
        .setLeft(MemberLeft.newBuilder().setUserId(userId))
        .build();
  }
}
