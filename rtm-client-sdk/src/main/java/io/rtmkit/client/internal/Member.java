package io.rtmkit.client.internal;

import io.rtmkit.client.RtmChannelMember;
import io.rtmkit.protocol.v1.MembersReply;
import java.util.ArrayList;
import java.util.List;

/** A user in a channel. Immutable. */
final class Member extends RtmChannelMember {
  private final String channelId;
  private final String userId;

  Member(String channelId, String userId) {
    this.channelId = channelId;
    this.userId = userId;
  }

  static List<RtmChannelMember> listOf(String channelId, MembersReply reply) {
    List<RtmChannelMember> members = new ArrayList<>();
    for (String userId : reply.getUserIdsList()) {
      members.add(new Member(channelId, userId));
    }
    return members;
  }

  @Override
  public String getUserId() {
    return userId;
  }

  @Override
  public String getChannelId() {
    return channelId;
  }

  @Override
  public String toString() {
    return userId + " in " + channelId;
  }
}
