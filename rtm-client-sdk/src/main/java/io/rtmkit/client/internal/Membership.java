package io.rtmkit.client.internal;

import io.rtmkit.client.ErrorInfo;
import io.rtmkit.client.RtmChannelMember;
import io.rtmkit.client.RtmMessage;
import io.rtmkit.client.RtmStatusCode.ChannelMessageError;
import io.rtmkit.client.RtmStatusCode.GetMembersError;
import io.rtmkit.client.RtmStatusCode.JoinChannelError;
import io.rtmkit.client.RtmStatusCode.LeaveChannelError;
import io.rtmkit.protocol.v1.ChannelPosition;
import io.rtmkit.protocol.v1.ChannelRecovery;
import io.rtmkit.protocol.v1.DeliveryReceiptPush;
import io.rtmkit.protocol.v1.JoinRequest;
import io.rtmkit.protocol.v1.LeaveRequest;
import io.rtmkit.protocol.v1.MembersRequest;
import io.rtmkit.protocol.v1.RecoveryOutcome;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.protocol.v1.Request;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether this client is in one channel, and how it gets in and out. Loop thread. */
final class Membership implements Restore.Owner {
  private enum State {
    OUT,
    JOINING,
    IN,
    LEAVING
  }

  private final String id;
  private final Channels channels;
  private @Nullable ChannelHandle handle;
  private State state = State.OUT;
  // Counts joins and leaves: a reply that belongs to an earlier one changes nothing any more.
  private int turn;

  // As long as the client is in the channel.
  private ChannelStream stream;
  private final Restore rejoin;
  private final DeliveryReceipts receipts;

  Membership(String id, Channels channels) {
    this.id = id;
    this.channels = channels;
    this.stream = newStream();
    this.rejoin = new Restore(channels.context, channels.requests, Operation.REJOIN, this);
    this.receipts = new DeliveryReceipts(id, this::onReceipt);
  }

  String id() {
    return id;
  }

  boolean isInside() {
    return state == State.IN || state == State.JOINING;
  }

  void setHandle(@Nullable ChannelHandle newHandle) {
    handle = newHandle;
    stream.setHandle(newHandle);
  }

  /** Leaves if this handle is the one in use; answers whether nobody needs this object now. */
  boolean release(ChannelHandle released) {
    if (handle != released) {
      return false;
    }
    setHandle(null);
    if (isInside()) {
      leaveSilently();
    }
    return true;
  }

  void join(Answer<Void> answer) {
    if (isInside()) {
      String text = state == State.IN ? "channel already joined: " : "channel being joined: ";
      answer.fail(JoinChannelError.JOIN_CHANNEL_ERR_ALREADY_JOINED, text + id);
      return;
    }
    int max = channels.limits.channelsJoined();
    if (channels.joined() >= max) {
      answer.fail(
          JoinChannelError.JOIN_CHANNEL_ERR_EXCEED_LIMIT,
          "already in " + max + " channels, the most that are allowed");
      return;
    }
    state = State.JOINING;
    int mine = ++turn;
    channels.requests.submit(
        Operation.JOIN,
        Request.newBuilder().setJoin(JoinRequest.newBuilder().setChannelId(id)),
        reply -> onJoined(mine, reply, answer),
        error -> onJoinFailed(mine, error, answer));
  }

  void leave(Answer<Void> answer) {
    if (refusedOutside(LeaveChannelError.LEAVE_CHANNEL_ERR_NOT_IN_CHANNEL, answer)) {
      return;
    }
    state = State.LEAVING;
    int mine = ++turn;
    forget();
    sendLeave(
        reply -> {
          onLeft(mine);
          Answer.done(answer);
        },
        error -> {
          onLeft(mine);
          answer.fail(error);
        });
  }

  void publish(OutgoingMessage message, Answer<Void> answer) {
    String problem = message.findProblem(channels.limits.messageBytes());
    if (problem != null) {
      answer.fail(ChannelMessageError.CHANNEL_MESSAGE_ERR_INVALID_MESSAGE, problem);
      return;
    }
    if (refusedOutside(ChannelMessageError.CHANNEL_MESSAGE_ERR_NOT_IN_CHANNEL, answer)) {
      return;
    }
    int mine = turn;
    long messageId = channels.messageIds.next();
    RtmMessage forReceipts = message.forReceipts();
    if (forReceipts != null) {
      receipts.onSending(messageId, forReceipts);
    }
    channels.requests.submit(
        Operation.CHANNEL_MESSAGE,
        Request.newBuilder().setPublish(message.toPublish(messageId, id)),
        reply -> {
          // The stream of a channel being joined begins with the reply to the join.
          if (turn == mine) {
            stream.onPublished(reply.getPublish().getOffset());
          }
          Answer.done(answer);
          receipts.onSent(messageId, reply.getPublish().getReceiptsExpected());
        },
        error -> {
          receipts.onSendFailed(messageId);
          answer.fail(error);
        });
  }

  void getMembers(Answer<List<RtmChannelMember>> answer) {
    if (refusedOutside(GetMembersError.GET_MEMBERS_ERR_NOT_IN_CHANNEL, answer)) {
      return;
    }
    channels.requests.submit(
        Operation.MEMBERS,
        Request.newBuilder().setMembers(MembersRequest.newBuilder().setChannelId(id)),
        reply -> answer.succeed(Member.listOf(id, reply.getMembers())),
        answer::fail);
  }

  /** Takes what the server tells of the channel; null while the client is not in it. */
  @Nullable ChannelStream liveStream() {
    return state == State.IN ? stream : null;
  }

  void onReceipt(DeliveryReceiptPush push) {
    receipts.onPush(push);
  }

  @Nullable ChannelPosition position() {
    return state == State.IN ? stream.position() : null;
  }

  /** The session goes on; the server says what became of the channel, or (null) nothing. */
  void onResumed(@Nullable ChannelRecovery recovery) {
    if (state != State.IN) {
      return;
    }
    if (recovery == null || recovery.getOutcome() == RecoveryOutcome.RECOVERY_OUTCOME_RESET) {
      beginRejoin();
    } else {
      rejoin.cancel();
      stream.onRecovery(recovery);
    }
  }

  void onNewSession() {
    receipts.onNewSession();
    if (state == State.IN) {
      beginRejoin();
    }
  }

  void onLoggedOut() {
    state = State.OUT;
    turn++;
    forget();
  }

  private void onJoined(int mine, Reply reply, Answer<Void> answer) {
    Answer.done(answer);
    if (turn == mine) {
      state = State.IN;
      stream = newStream();
      stream.onJoined(reply.getJoin());
    }
  }

  private void onJoinFailed(int mine, ErrorInfo error, Answer<Void> answer) {
    answer.fail(error);
    if (turn == mine) {
      state = State.OUT;
      if (error.getErrorCode() == JoinChannelError.JOIN_CHANNEL_TIMEOUT) {
        // The server may have joined us, or may do it yet: both sides must end up outside.
        leaveSilently();
      }
    }
  }

  private void onLeft(int mine) {
    if (turn == mine) {
      state = State.OUT;
    }
  }

  private void leaveSilently() {
    state = State.OUT;
    turn++;
    forget();
    sendLeave(reply -> {}, error -> {});
  }

  private void sendLeave(Requests.OnReply onReply, Requests.OnError onError) {
    LeaveRequest.Builder body = LeaveRequest.newBuilder().setChannelId(id);
    channels.requests.submit(
        Operation.LEAVE, Request.newBuilder().setLeave(body), onReply, onError);
  }

  private void beginRejoin() {
    rejoin.begin(rejoin.isOpen());
  }

  // What belongs to a membership that is over.
  private void forget() {
    rejoin.cancel();
    receipts.clear();
  }

  @Override
  public Request.Builder restoreRequest() {
    return Request.newBuilder()
        .setJoin(JoinRequest.newBuilder().setChannelId(id).setSince(stream.position()));
  }

  @Override
  public void onRestored(Reply reply) {
    stream.onRejoined(reply.getJoin());
  }

  @Override
  public void onRestoreFailed(ErrorInfo error) {
    channels.context.log.warn("channel " + id + " lost: " + error);
    ChannelHandle told = handle;
    leaveSilently();
    if (told != null) {
      told.tell(0, listener -> listener.onMembershipLost(error));
    }
  }

  private void onReceipt(int bytes, DeliveryReceipt receipt) {
    if (handle != null) {
      handle.tell(bytes, listener -> listener.onDeliveryReceipt(receipt));
    }
  }

  private ChannelStream newStream() {
    return new ChannelStream(id, channels.recentMessages, channels.acks, handle);
  }

  // A channel being joined counts: the server takes the join before what follows it.
  private boolean refusedOutside(int code, Answer<?> answer) {
    if (!isInside()) {
      boolean loggedIn = channels.requests.isLoggedIn();
      answer.fail(
          loggedIn ? code : Operation.NOT_LOGGED_IN,
          loggedIn ? "not in channel " + id : "not logged in");
    }
    return !isInside();
  }
}
