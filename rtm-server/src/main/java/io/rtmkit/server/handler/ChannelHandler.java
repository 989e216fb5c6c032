package io.rtmkit.server.handler;

import static io.rtmkit.protocol.v1.ChannelMessageError.CHANNEL_MESSAGE_ERR_INVALID_MESSAGE_VALUE;
import static io.rtmkit.protocol.v1.ChannelMessageError.CHANNEL_MESSAGE_ERR_NOT_IN_CHANNEL_VALUE;
import static io.rtmkit.protocol.v1.GetChannelMemberCountError.GET_CHANNEL_MEMBER_COUNT_ERR_EXCEED_LIMIT_VALUE;
import static io.rtmkit.protocol.v1.GetChannelMemberCountError.GET_CHANNEL_MEMBER_COUNT_ERR_INVALID_ARGUMENT_VALUE;
import static io.rtmkit.protocol.v1.GetMembersError.GET_MEMBERS_ERR_NOT_IN_CHANNEL_VALUE;
import static io.rtmkit.protocol.v1.JoinChannelError.JOIN_CHANNEL_ERR_ALREADY_JOINED_VALUE;
import static io.rtmkit.protocol.v1.JoinChannelError.JOIN_CHANNEL_ERR_EXCEED_LIMIT_VALUE;
import static io.rtmkit.protocol.v1.JoinChannelError.JOIN_CHANNEL_ERR_INVALID_ARGUMENT_VALUE;
import static io.rtmkit.protocol.v1.JoinChannelError.JOIN_CHANNEL_ERR_JOIN_SAME_CHANNEL_TOO_OFTEN_VALUE;
import static io.rtmkit.protocol.v1.LeaveChannelError.LEAVE_CHANNEL_ERR_NOT_IN_CHANNEL_VALUE;

import io.rtmkit.protocol.Ids;
import io.rtmkit.protocol.v1.ChannelAck;
import io.rtmkit.protocol.v1.ChannelMemberCount;
import io.rtmkit.protocol.v1.JoinReply;
import io.rtmkit.protocol.v1.JoinRequest;
import io.rtmkit.protocol.v1.MemberCountsReply;
import io.rtmkit.protocol.v1.MembersReply;
import io.rtmkit.protocol.v1.PublishReply;
import io.rtmkit.protocol.v1.PublishRequest;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.protocol.v1.Request;
import io.rtmkit.server.config.LimitsConfig;
import io.rtmkit.server.config.Rate;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.channel.Channels;
import io.rtmkit.server.core.channel.Joined;
import io.rtmkit.server.core.channel.Published;
import io.rtmkit.server.core.session.Outcome;
import io.rtmkit.server.core.session.Session;
import java.util.List;

/** Requests about channels: join, leave, publish, members, counts. */
public final class ChannelHandler {
  private static final String NOT_IN_CHANNEL = "channelId: not in this channel";

  private final Channels channels;
  private final LimitsConfig limits;
  private final Rate joinSameChannel;
  private final Clock clock;

  public ChannelHandler(Channels channels, LimitsConfig limits, Rate joinSameChannel, Clock clock) {
    this.channels = channels;
    this.limits = limits;
    this.joinSameChannel = joinSameChannel;
    this.clock = clock;
  }

  void join(Call call) {
    JoinRequest request = call.request().getJoin();
    String channelId = request.getChannelId();
    String problem = Ids.findChannelIdProblem("channelId", channelId);
    if (problem != null) {
      call.refuse(JOIN_CHANNEL_ERR_INVALID_ARGUMENT_VALUE, problem);
      return;
    }
    Session session = call.session();
    boolean inside = session.isInChannel(channelId);
    boolean repeated = inside && call.request().getResent();
    if (inside && !repeated) {
      call.refuse(JOIN_CHANNEL_ERR_ALREADY_JOINED_VALUE, "channelId: already joined");
      return;
    }
    long wait = repeated ? 0 : session.takeJoin(channelId, clock.nanoTime());
    if (wait > 0) {
      call.refuseTooOften(
          JOIN_CHANNEL_ERR_JOIN_SAME_CHANNEL_TOO_OFTEN_VALUE,
          "join of the same channel",
          joinSameChannel,
          wait);
      return;
    }
    if (!session.enterChannel(channelId)) {
      call.refuse(
          JOIN_CHANNEL_ERR_EXCEED_LIMIT_VALUE,
          "channelId: already in " + limits.channelsJoined() + " channels, the most allowed");
      return;
    }
    Call.ReservedReply reply = call.reserve();
    Joined joined =
        channels.join(
            session, call.link(), channelId, request.hasSince() ? request.getSince() : null);
    if (session.isEnded()) {
      channels.leave(session, channelId); // it ended in between: its own leaving came too early
    }
    reply.complete(Reply.newBuilder().setJoin(reply(joined)));
  }

  private static JoinReply.Builder reply(Joined joined) {
    JoinReply.Builder reply =
        JoinReply.newBuilder()
            .setEpoch(joined.epoch())
            .setOffset(joined.offset())
            .setMemberCount(joined.memberCount())
            .setAttributesRevision(joined.attributesRevision())
            .setLocksRevision(joined.locksRevision());
    if (joined.recovery() != null) {
      reply.setRecovery(joined.recovery());
    }
    return reply;
  }

  void leave(Call call) {
    String channelId = call.request().getLeave().getChannelId();
    boolean left = channels.leave(call.session(), channelId);
    call.session().leaveChannel(channelId);
    if (left || call.request().getResent()) {
      call.ok();
    } else {
      call.refuse(LEAVE_CHANNEL_ERR_NOT_IN_CHANNEL_VALUE, NOT_IN_CHANNEL);
    }
  }

  boolean isKnown(Session session, Request request) {
    return session.findOutcome(request.getPublish().getMessageId()) != null;
  }

  void publish(Call call) {
    PublishRequest request = call.request().getPublish();
    Session session = call.session();
    if (call.request().getResent()) {
      Outcome known = session.findOutcome(request.getMessageId());
      if (known != null) {
        call.reply(reply(known));
        return;
      }
    }
    String problem = Contents.findProblem(request.getContent(), limits.messageBytes());
    if (problem != null) {
      call.refuse(CHANNEL_MESSAGE_ERR_INVALID_MESSAGE_VALUE, problem);
      return;
    }
    if (request.getDeliveryReceipts()) {
      publishWithReceipts(call, request);
      return;
    }
    long nowMs = clock.currentTimeMillis();
    long offset = channels.publish(session, request, nowMs);
    if (offset < 0) {
      call.refuse(CHANNEL_MESSAGE_ERR_NOT_IN_CHANNEL_VALUE, NOT_IN_CHANNEL);
      return;
    }
    Outcome outcome = new Outcome(request.getMessageId(), 0, "", offset, nowMs);
    session.remember(outcome);
    call.reply(reply(outcome));
  }

  private void publishWithReceipts(Call call, PublishRequest request) {
    long nowMs = clock.currentTimeMillis();
    Call.ReservedReply reply = call.reserve(); // no receipt comes before the reply
    Published published = channels.publishWithReceipts(call.session(), request, nowMs);
    if (published.offset() < 0) {
      reply.complete(
          Reply.newBuilder()
              .setCode(CHANNEL_MESSAGE_ERR_NOT_IN_CHANNEL_VALUE)
              .setReason(NOT_IN_CHANNEL));
      return;
    }
    Outcome outcome =
        new Outcome(
            request.getMessageId(), 0, "", published.offset(), nowMs, published.receiptsExpected());
    call.session().remember(outcome);
    reply.complete(reply(outcome));
  }

  private static Reply.Builder reply(Outcome outcome) {
    return Reply.newBuilder()
        .setPublish(
            PublishReply.newBuilder()
                .setOffset(outcome.offset())
                .setServerReceivedMs(outcome.serverReceivedMs())
                .setReceiptsExpected(outcome.receiptsExpected()));
  }

  /** Takes what a client says has arrived; false if nobody wanted to know any of it. */
  boolean acknowledge(Session session, List<ChannelAck> acks) {
    boolean any = false;
    for (ChannelAck ack : acks.subList(0, Math.min(acks.size(), limits.channelsJoined()))) {
      any |= channels.acknowledge(session, ack);
    }
    return any;
  }

  void members(Call call) {
    String channelId = call.request().getMembers().getChannelId();
    List<String> members = channels.members(call.session(), channelId);
    if (members == null) {
      call.refuse(GET_MEMBERS_ERR_NOT_IN_CHANNEL_VALUE, NOT_IN_CHANNEL);
      return;
    }
    int count = channels.memberCount(call.session().user().appId(), channelId);
    call.reply(
        Reply.newBuilder()
            .setMembers(MembersReply.newBuilder().addAllUserIds(members).setMemberCount(count)));
  }

  void memberCounts(Call call) {
    List<String> channelIds = call.request().getMemberCounts().getChannelIdsList();
    int most = limits.memberCountChannels();
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
    MemberCountsReply.Builder counts = MemberCountsReply.newBuilder();
    for (String channelId : channelIds) {
      String problem = Ids.findChannelIdProblem("channelIds", channelId);
      if (problem != null) {
        call.refuse(GET_CHANNEL_MEMBER_COUNT_ERR_INVALID_ARGUMENT_VALUE, problem);
        return;
      }
      int count = channels.memberCount(call.session().user().appId(), channelId);
      counts.addCounts(
          ChannelMemberCount.newBuilder().setChannelId(channelId).setMemberCount(count));
    }
    call.reply(Reply.newBuilder().setMemberCounts(counts));
  }
}
