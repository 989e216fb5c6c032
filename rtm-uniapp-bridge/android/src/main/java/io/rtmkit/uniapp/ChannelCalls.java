package io.rtmkit.uniapp;

import io.rtmkit.client.RtmChannel;
import io.rtmkit.client.RtmChannelMember;
import io.rtmkit.client.RtmChannelMemberCount;
import io.rtmkit.client.RtmStatusCode.ChannelMessageError;
import io.rtmkit.client.RtmStatusCode.GetMembersError;
import io.rtmkit.client.RtmStatusCode.LeaveChannelError;
import io.rtmkit.protocol.Ids;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Channels: handles, members and messages. A handle is made where one is needed. Stateless. */
final class ChannelCalls {
  private ChannelCalls() {}

  static void createChannel(Call call) {
    open(call);
    call.answer.succeed();
  }

  static void join(Call call) {
    open(call).join(call.answer.whenDone());
  }

  static void leave(Call call) {
    find(call, LeaveChannelError.LEAVE_CHANNEL_ERR_NOT_IN_CHANNEL).leave(call.answer.whenDone());
  }

  static void sendChannelMessage(Call call) {
    Instance instance = call.instance();
    String text = call.options.text("text");
    find(call, ChannelMessageError.CHANNEL_MESSAGE_ERR_NOT_IN_CHANNEL)
        .sendMessage(
            instance.client.createMessage(text),
            PeerCalls.sendOptions(call),
            call.answer.whenDone());
  }

  static void getMembers(Call call) {
    find(call, GetMembersError.GET_MEMBERS_ERR_NOT_IN_CHANNEL)
        .getMembers(call.answer.when((answer, members) -> answer.put("members", toList(members))));
  }

  /** Harmless if there is no handle. */
  static void channelRelease(Call call) {
    call.instance().releaseChannel(call.options.text("channelId"));
    call.answer.succeed();
  }

  static void getChannelMemberCount(Call call) {
    call.instance()
        .client
        .getChannelMemberCount(
            call.options.texts("channelIds"),
            call.answer.when((answer, counts) -> answer.put("memberCounts", toCounts(counts))));
  }

  private static RtmChannel open(Call call) {
    String channelId = call.options.text("channelId");
    RtmChannel channel = call.instance().openChannel(channelId);
    if (channel == null) {
      throw call.invalid(String.valueOf(Ids.findChannelIdProblem("channelId", channelId)));
    }
    return channel;
  }

  private static RtmChannel find(Call call, int notInChannelCode) {
    String channelId = call.options.text("channelId");
    RtmChannel channel = call.instance().findChannel(channelId);
    if (channel == null) {
      throw call.instance().missing(notInChannelCode, "channelId: not in the channel " + channelId);
    }
    return channel;
  }

  private static List<Map<String, Object>> toList(List<RtmChannelMember> members) {
    List<Map<String, Object>> list = new ArrayList<>();
    for (RtmChannelMember each : members) {
      Map<String, Object> member = new HashMap<>();
      member.put("channelId", each.getChannelId());
      member.put("userId", each.getUserId());
      list.add(member);
    }
    return list;
  }

  private static List<Map<String, Object>> toCounts(List<RtmChannelMemberCount> counts) {
    List<Map<String, Object>> list = new ArrayList<>();
    for (RtmChannelMemberCount each : counts) {
      Map<String, Object> count = new HashMap<>();
      count.put("channelId", each.getChannelID());
      count.put("count", each.getMemberCount());
      list.add(count);
    }
    return list;
  }
}
