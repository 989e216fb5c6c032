package io.rtmkit.server.handler;

import static io.rtmkit.protocol.v1.JoinChannelError.JOIN_CHANNEL_ERR_ALREADY_JOINED_VALUE;
import static io.rtmkit.protocol.v1.JoinChannelError.JOIN_CHANNEL_ERR_EXCEED_LIMIT_VALUE;
import static io.rtmkit.protocol.v1.JoinChannelError.JOIN_CHANNEL_ERR_FAILURE_VALUE;
import static io.rtmkit.protocol.v1.JoinChannelError.JOIN_CHANNEL_ERR_INVALID_ARGUMENT_VALUE;
import static io.rtmkit.protocol.v1.JoinChannelError.JOIN_CHANNEL_ERR_JOIN_SAME_CHANNEL_TOO_OFTEN_VALUE;
import static io.rtmkit.protocol.v1.JoinChannelError.JOIN_CHANNEL_TIMEOUT_VALUE;
import static io.rtmkit.protocol.v1.LeaveChannelError.LEAVE_CHANNEL_ERR_NOT_IN_CHANNEL_VALUE;

import io.rtmkit.protocol.Ids;
import io.rtmkit.protocol.v1.ChannelPosition;
import io.rtmkit.protocol.v1.JoinReply;
import io.rtmkit.protocol.v1.JoinRequest;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.server.config.LimitsConfig;
import io.rtmkit.server.config.Rate;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.channel.ChannelService;
import io.rtmkit.server.core.channel.Entered;
import io.rtmkit.server.core.channel.Joined;
import io.rtmkit.server.core.channel.LostMembers;
import io.rtmkit.server.core.channel.SeatRequest;
import io.rtmkit.server.core.port.LogIds;
import io.rtmkit.server.core.port.Missed;
import io.rtmkit.server.core.port.MissedBound;
import io.rtmkit.server.core.port.StoreException;
import io.rtmkit.server.core.session.SendOrder;
import io.rtmkit.server.core.session.Session;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Requests to join and leave channels. */
public final class ChannelHandler {
  private static final Logger log = LoggerFactory.getLogger(ChannelHandler.class);

  static final String NOT_IN_CHANNEL = "channelId: not in this channel";

  private final ChannelService channels;
  private final LostMembers lostMembers;
  private final Supplier<LimitsConfig> limits;
  private final Supplier<Rate> joinSameChannel;
  private final Clock clock;

  public ChannelHandler(
      ChannelService channels,
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
    read(call)
        .thenAccept(
            missed ->
                lane.execute(() -> guarded(call, turn, () -> goOn(call, turn, missed, lane))));
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

  private void goOn(Call call, SendOrder.Turn turn, Missed missed, Executor lane) {
    Session session = call.session();
    JoinRequest request = call.request().getJoin();
    if (lostMembers.mustWait(session, request.getChannelId(), missed)
        && !channels.isMember(session, request.getChannelId())) {
      refuse(call, JOIN_CHANNEL_ERR_FAILURE_VALUE, storeSilent());
      turn.ready(() -> {});
      return;
    }
    channels.enter(
        session,
        request.getChannelId(),
        request.hasSince() ? request.getSince() : null,
        (entered, problem) -> {
          if (entered == null) {
            turn.ready(() -> refuse(call, JOIN_CHANNEL_TIMEOUT_VALUE, problem));
          } else {
            entered(call, turn, entered, missed, lane);
          }
        });
  }

  /** From here on nothing is missed, so what was can be read. */
  private void entered(
      Call call, SendOrder.Turn turn, Entered entered, Missed missed, Executor lane) {
    String channelId = call.request().getJoin().getChannelId();
    leaveIfEnded(call.session(), channelId);
    if (!missed.marked()) {
      turn.ready(lane, () -> takeSeat(call, entered));
      return;
    }
    read(call).thenAccept(rest -> turn.ready(lane, () -> takeSeat(call, entered, rest)));
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
  private static StoreException storeSilent() {
    return StoreException.refused("channelId: the message store does not answer, try again");
  }

  private static void refuse(Call call, int code, @Nullable StoreException problem) {
    call.session().leaveChannel(call.request().getJoin().getChannelId());
    call.fail(code, problem);
  }

  /** Nobody knows of anything that was missed. */
  private void takeSeat(Call call, Entered entered) {
    JoinRequest request = call.request().getJoin();
    Call.ReservedReply reply = call.reserve();
    SeatRequest seat = seat(call, entered, bound -> {});
    Joined joined = channels.takeSeat(call.session(), request.getChannelId(), seat);
    lostMembers.note(call.session(), request.getChannelId(), entered.atMs());
    reply.complete(reply(joined, LogIds.first(entered.atMs())));
  }

  private static SeatRequest seat(Call call, Entered entered, Consumer<MissedBound> missed) {
    JoinRequest request = call.request().getJoin();
    ChannelPosition since = request.hasSince() ? request.getSince() : null;
    return new SeatRequest(call.link(), entered, since, missed);
  }

  private void takeSeat(Call call, Entered entered, Missed missed) {
    String channelId = call.request().getJoin().getChannelId();
    Session session = call.session();
    if (session.link() != call.link()) {
      return; // the client is elsewhere by now, and asks again
    }
    if (lostMembers.mustWait(session, channelId, missed) && !entered.joined().already()) {
      channels.leave(session, channelId, (left, problem) -> {});
      refuse(call, JOIN_CHANNEL_ERR_FAILURE_VALUE, storeSilent());
      return;
    }
    Call.ReservedReply reply = call.reserve();
    AtomicLong storedId = new AtomicLong();
    SeatRequest seat =
        seat(
            call,
            entered,
            bound ->
                storedId.set(
                    lostMembers.deliver(session, channelId, missed, bound, entered.atMs())));
    reply.complete(reply(channels.takeSeat(session, channelId, seat), storedId.get()));
  }

  private void leaveIfEnded(Session session, String channelId) {
    if (session.isEnded()) {
      // It ended in between: its own leaving came too early.
      channels.leave(session, channelId, (left, problem) -> {});
    }
  }

  private static Reply.Builder reply(@Nullable Joined joined, long storedId) {
    if (joined == null) {
      return Reply.newBuilder()
          .setCode(JOIN_CHANNEL_ERR_FAILURE_VALUE)
          .setReason("channelId: left before the join was done");
    }
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
    Executor lane = call.lane();
    call.session()
        .sendOrder()
        .begin(turn -> lane.execute(() -> guarded(call, turn, () -> leave(call, turn))));
  }

  private void leave(Call call, SendOrder.Turn turn) {
    String channelId = call.request().getLeave().getChannelId();
    channels.leave(
        call.session(),
        channelId,
        (left, problem) -> turn.ready(() -> onLeft(call, channelId, left)));
  }

  /** Left is left: what another server does not know yet it will find out. */
  private void onLeft(Call call, String channelId, @Nullable Boolean left) {
    boolean inside = call.session().leaveChannel(channelId);
    lostMembers.onLeft(call.session(), channelId);
    if ((left == null ? inside : left) || call.request().getResent()) {
      call.ok();
    } else {
      call.refuse(LEAVE_CHANNEL_ERR_NOT_IN_CHANNEL_VALUE, NOT_IN_CHANNEL);
    }
  }
}
