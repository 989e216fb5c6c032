package io.rtmkit.server.handler;

import static io.rtmkit.protocol.v1.GetChannelMemberCountError.GET_CHANNEL_MEMBER_COUNT_ERR_EXCEED_LIMIT_VALUE;
import static io.rtmkit.protocol.v1.GetChannelMemberCountError.GET_CHANNEL_MEMBER_COUNT_ERR_INVALID_ARGUMENT_VALUE;
import static io.rtmkit.protocol.v1.GetMembersError.GET_MEMBERS_ERR_NOT_IN_CHANNEL_VALUE;
import static io.rtmkit.protocol.v1.JoinChannelError.JOIN_CHANNEL_ERR_ALREADY_JOINED_VALUE;
import static io.rtmkit.protocol.v1.JoinChannelError.JOIN_CHANNEL_ERR_EXCEED_LIMIT_VALUE;
import static io.rtmkit.protocol.v1.JoinChannelError.JOIN_CHANNEL_ERR_FAILURE_VALUE;
import static io.rtmkit.protocol.v1.JoinChannelError.JOIN_CHANNEL_ERR_INVALID_ARGUMENT_VALUE;
import static io.rtmkit.protocol.v1.JoinChannelError.JOIN_CHANNEL_ERR_JOIN_SAME_CHANNEL_TOO_OFTEN_VALUE;
import static io.rtmkit.protocol.v1.LeaveChannelError.LEAVE_CHANNEL_ERR_NOT_IN_CHANNEL_VALUE;

import io.rtmkit.protocol.Ids;
import io.rtmkit.protocol.v1.ChannelMemberCount;
import io.rtmkit.protocol.v1.JoinReply;
import io.rtmkit.protocol.v1.JoinRequest;
import io.rtmkit.protocol.v1.MemberCountsReply;
import io.rtmkit.protocol.v1.MembersReply;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.server.config.LimitsConfig;
import io.rtmkit.server.config.Rate;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.channel.Channels;
import io.rtmkit.server.core.channel.Entered;
import io.rtmkit.server.core.channel.Joined;
import io.rtmkit.server.core.channel.LostMembers;
import io.rtmkit.server.core.channel.SeatRequest;
import io.rtmkit.server.core.port.LogIds;
import io.rtmkit.server.core.port.Missed;
import io.rtmkit.server.core.session.SendOrder;
import io.rtmkit.server.core.session.Session;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Requests about channels: join, leave, members, counts. */
public final class ChannelHandler {
  private static final Logger log = LoggerFactory.getLogger(ChannelHandler.class);

  static final String NOT_IN_CHANNEL = "channelId: not in this channel";

  private static final int RETRY_MS = 1_000;

  private final Channels channels;
  private final LostMembers lostMembers;
  private final Supplier<LimitsConfig> limits;
  private final Supplier<Rate> joinSameChannel;
  private final Clock clock;

  public ChannelHandler(
      Channels channels,
      LostMembers lostMembers,
      Supplier<LimitsConfig> limits,
      Supplier<Rate> joinSameChannel,
      Clock clock) {
    this.channels = channels;
    this.lostMembers = lostMembers;
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
    Executor lane = call.lane();
    call.session()
        .sendOrder()
        .begin(turn -> lane.execute(() -> guarded(call, turn, () -> begin(call, turn, lane))));
  }

  /** In its turn, so that it finds what the requests before it have left. */
  private void begin(Call call, SendOrder.Turn turn, Executor lane) {
    JoinRequest request = call.request().getJoin();
    if (isRefused(call, request.getChannelId())) {
      turn.ready(() -> {});
      return;
    }
    long nowMs = clock.currentTimeMillis();
    read(call)
        .thenAccept(
            missed ->
                lane.execute(
                    () -> guarded(call, turn, () -> goOn(call, turn, missed, lane, nowMs))));
  }

  private boolean isRefused(Call call, String channelId) {
    Session session = call.session();
    boolean inside = session.isInChannel(channelId);
    // Who says what it has was in the channel before, and joins again.
    boolean again = call.request().getResent() || call.request().getJoin().hasSince();
    boolean repeated = inside && again;
    if (inside && !repeated) {
      call.refuse(JOIN_CHANNEL_ERR_ALREADY_JOINED_VALUE, "channelId: already joined");
      return true;
    }
    long wait = repeated ? 0 : session.takeJoin(channelId, clock.nanoTime());
    if (wait > 0) {
      call.refuseTooOften(
          JOIN_CHANNEL_ERR_JOIN_SAME_CHANNEL_TOO_OFTEN_VALUE,
          "join of the same channel",
          joinSameChannel.get(),
          wait);
      return true;
    }
    if (!session.enterChannel(channelId)) {
      call.refuse(
          JOIN_CHANNEL_ERR_EXCEED_LIMIT_VALUE,
          "channelId: already in " + limits.get().channelsJoined() + " channels, the most allowed");
      return true;
    }
    return false;
  }

  private CompletionStage<Missed> read(Call call) {
    JoinRequest request = call.request().getJoin();
    return lostMembers.read(
        call.session(), request.getChannelId(), request.getSince().getStoredId());
  }

  private void goOn(Call call, SendOrder.Turn turn, Missed missed, Executor lane, long nowMs) {
    Session session = call.session();
    String channelId = call.request().getJoin().getChannelId();
    if (lostMembers.mustWait(missed) && channels.members(session, channelId) == null) {
      refuseForNow(call);
      turn.ready(() -> {});
    } else if (missed.marked()) {
      // From here on nothing is missed, so what was can be read.
      Entered entered = channels.enter(session, channelId);
      leaveIfEnded(session, channelId);
      long readMs = clock.currentTimeMillis();
      read(call).thenAccept(rest -> turn.ready(lane, () -> takeSeat(call, entered, rest, readMs)));
    } else {
      turn.ready(lane, () -> join(call, nowMs));
    }
  }

  /** A fault must not keep those waiting that come behind. */
  private static void guarded(Call call, SendOrder.Turn turn, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      log.error("join of {} failed", call.session().user(), e);
      call.refuse(JOIN_CHANNEL_ERR_FAILURE_VALUE, "join: a fault of the server, see its log");
      turn.ready(() -> {});
    }
  }

  /**
   * Nobody joins ahead of what was kept for it; clients that join again by themselves try again.
   */
  private void refuseForNow(Call call) {
    call.session().leaveChannel(call.request().getJoin().getChannelId());
    call.reply(
        Reply.newBuilder()
            .setCode(JOIN_CHANNEL_ERR_FAILURE_VALUE)
            .setReason("channelId: the message store does not answer, try again")
            .setRetryAfterMs(RETRY_MS));
  }

  /** Joins: nobody knows of anything that was missed. */
  private void join(Call call, long nowMs) {
    JoinRequest request = call.request().getJoin();
    String channelId = request.getChannelId();
    Session session = call.session();
    Call.ReservedReply reply = call.reserve();
    Joined joined =
        channels.join(
            session, call.link(), channelId, request.hasSince() ? request.getSince() : null);
    leaveIfEnded(session, channelId);
    lostMembers.note(session, channelId, nowMs);
    reply.complete(reply(joined, LogIds.first(nowMs)));
  }

  private void takeSeat(Call call, Entered entered, Missed missed, long readMs) {
    JoinRequest request = call.request().getJoin();
    String channelId = request.getChannelId();
    Session session = call.session();
    if (session.link() != call.link()) {
      return; // the client is elsewhere by now, and asks again
    }
    if (lostMembers.mustWait(missed) && !entered.joined().already()) {
      channels.leave(session, channelId);
      refuseForNow(call);
      return;
    }
    Call.ReservedReply reply = call.reserve();
    AtomicLong storedId = new AtomicLong();
    SeatRequest seat =
        new SeatRequest(
            call.link(),
            entered,
            request.hasSince() ? request.getSince() : null,
            upTo -> storedId.set(lostMembers.deliver(session, channelId, missed, upTo, readMs)));
    Joined joined = channels.takeSeat(session, channelId, seat);
    reply.complete(
        joined == null
            ? Reply.newBuilder()
                .setCode(JOIN_CHANNEL_ERR_FAILURE_VALUE)
                .setReason("channelId: left before the join was done")
            : reply(joined, storedId.get()));
  }

  private void leaveIfEnded(Session session, String channelId) {
    if (session.isEnded()) {
      channels.leave(session, channelId); // it ended in between: its own leaving came too early
    }
  }

  private static Reply.Builder reply(Joined joined, long storedId) {
    JoinReply.Builder reply =
        JoinReply.newBuilder()
            .setEpoch(joined.epoch())
            .setOffset(joined.offset())
            .setMemberCount(joined.memberCount())
            .setAttributesRevision(joined.attributesRevision())
            .setLocksRevision(joined.locksRevision())
            .setStoredId(storedId);
    if (joined.recovery() != null) {
      reply.setRecovery(joined.recovery());
    }
    return Reply.newBuilder().setJoin(reply);
  }

  void leave(Call call) {
    call.session().sendOrder().run(call.lane(), () -> leaveNow(call));
  }

  private void leaveNow(Call call) {
    String channelId = call.request().getLeave().getChannelId();
    boolean left = channels.leave(call.session(), channelId);
    call.session().leaveChannel(channelId);
    lostMembers.onLeft(call.session(), channelId);
    if (left || call.request().getResent()) {
      call.ok();
    } else {
      call.refuse(LEAVE_CHANNEL_ERR_NOT_IN_CHANNEL_VALUE, NOT_IN_CHANNEL);
    }
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
