package io.rtmkit.server.handler;

import static io.rtmkit.protocol.v1.GetChannelMemberCountError.GET_CHANNEL_MEMBER_COUNT_ERR_EXCEED_LIMIT_VALUE;
import static io.rtmkit.protocol.v1.GetChannelMemberCountError.GET_CHANNEL_MEMBER_COUNT_ERR_INVALID_ARGUMENT_VALUE;
import static io.rtmkit.protocol.v1.GetChannelMemberCountError.GET_CHANNEL_MEMBER_COUNT_ERR_TIMEOUT_VALUE;
import static io.rtmkit.protocol.v1.GetMembersError.GET_MEMBERS_ERR_NOT_IN_CHANNEL_VALUE;
import static io.rtmkit.protocol.v1.GetMembersError.GET_MEMBERS_ERR_TIMEOUT_VALUE;

import io.rtmkit.protocol.Ids;
import io.rtmkit.protocol.v1.ChannelMemberCount;
import io.rtmkit.protocol.v1.MemberCountsReply;
import io.rtmkit.protocol.v1.MembersReply;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.server.config.LimitsConfig;
import io.rtmkit.server.core.channel.ChannelService;
import java.util.List;
import java.util.function.Supplier;

/** Requests about who is in channels, and how many. */
public final class MembersHandler {
  private final ChannelService channels;
  private final Supplier<LimitsConfig> limits;

  public MembersHandler(ChannelService channels, Supplier<LimitsConfig> limits) {
    this.channels = channels;
    this.limits = limits;
  }

  void members(Call call) {
    channels.members(
        call.session(),
        call.request().getMembers().getChannelId(),
        (roster, problem) -> {
          if (problem != null) {
            call.fail(GET_MEMBERS_ERR_TIMEOUT_VALUE, problem);
          } else if (roster == null) {
            call.refuse(GET_MEMBERS_ERR_NOT_IN_CHANNEL_VALUE, ChannelHandler.NOT_IN_CHANNEL);
          } else {
            call.reply(
                Reply.newBuilder()
                    .setMembers(
                        MembersReply.newBuilder()
                            .addAllUserIds(roster.userIds())
                            .setMemberCount(roster.count())));
          }
        });
  }

  void memberCounts(Call call) {
    List<String> channelIds = call.request().getMemberCounts().getChannelIdsList();
    int most = limits.get().memberCountChannels();
    if (channelIds.isEmpty()) {
      call.refuse(
          GET_CHANNEL_MEMBER_COUNT_ERR_INVALID_ARGUMENT_VALUE, "channelIds: names no channel");
      return;
    }
    if (channelIds.size() > most) {
      call.refuse(
          GET_CHANNEL_MEMBER_COUNT_ERR_EXCEED_LIMIT_VALUE,
          "channelIds: names " + channelIds.size() + " channels, at most " + most + " are allowed");
      return;
    }
    for (String channelId : channelIds) {
      String problem = Ids.findChannelIdProblem("channelIds", channelId);
      if (problem != null) {
        call.refuse(GET_CHANNEL_MEMBER_COUNT_ERR_INVALID_ARGUMENT_VALUE, problem);
        return;
      }
    }
    channels.memberCounts(
        call.session().user().appId(),
        channelIds,
        (counts, problem) -> {
          if (counts == null) {
            call.fail(GET_CHANNEL_MEMBER_COUNT_ERR_TIMEOUT_VALUE, problem);
          } else {
            call.reply(reply(channelIds, counts));
          }
        });
  }

  private static Reply.Builder reply(List<String> channelIds, List<Integer> counts) {
    MemberCountsReply.Builder reply = MemberCountsReply.newBuilder();
    for (int i = 0; i < channelIds.size(); i++) {
      reply.addCounts(
          ChannelMemberCount.newBuilder()
              .setChannelId(channelIds.get(i))
              .setMemberCount(counts.get(i)));
    }
    return Reply.newBuilder().setMemberCounts(reply);
  }
}
