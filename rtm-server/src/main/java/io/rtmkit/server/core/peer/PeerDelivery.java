package io.rtmkit.server.core.peer;

import static io.rtmkit.protocol.v1.PeerMessageError.PEER_MESSAGE_ERR_CACHED_BY_SERVER_VALUE;
import static io.rtmkit.protocol.v1.PeerMessageError.PEER_MESSAGE_ERR_FAILURE_VALUE;
import static io.rtmkit.protocol.v1.PeerMessageError.PEER_MESSAGE_ERR_PEER_UNREACHABLE_VALUE;
import static io.rtmkit.protocol.v1.PeerMessageError.PEER_MESSAGE_ERR_TIMEOUT_VALUE;

import io.rtmkit.protocol.v1.Content;
import io.rtmkit.protocol.v1.PeerMessageRequest;
import io.rtmkit.server.core.event.Event;
import io.rtmkit.server.core.port.SendVerdict;
import io.rtmkit.server.core.port.Stored;
import io.rtmkit.server.core.port.StoredMessage;
import io.rtmkit.server.core.session.Outcome;
import io.rtmkit.server.core.session.Receipt;
import io.rtmkit.server.core.session.Sender;
import io.rtmkit.server.core.session.Session;
import io.rtmkit.server.core.session.UserKey;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One message on its way, and who wants to know of it. Thread-safe; answered once. */
class PeerDelivery implements Receipt, RoutedMessage {
  private final Sender sender;
  private final String peerId;
  private final PeerContext context;
  private final long acceptedNanos;

  /** Replaced at most once, before the message takes effect. */
  private volatile StoredMessage message;

  /** Null once it has been given: then the message is answered. */
  private final AtomicReference<@Nullable PeerMessageAnswer> answer;

  private volatile @Nullable Runnable whenAnswered;

  PeerDelivery(
      Sender sender,
      PeerMessageRequest request,
      long receivedMs,
      PeerMessageAnswer answer,
      PeerContext context,
      long acceptedNanos) {
    this.sender = sender;
    this.peerId = request.getPeerId();
    this.message =
        new StoredMessage(
            sender.user().userId(), request.getMessageId(), request.getContent(), receivedMs);
    this.answer = new AtomicReference<>(answer);
    this.context = context;
    this.acceptedNanos = acceptedNanos;
  }

  @Override
  public final StoredMessage message() {
    return message;
  }

  /** Another content takes the place of what was sent; to be called before it takes effect. */
  final void replaceContent(Content content) {
    StoredMessage old = message;
    message = new StoredMessage(old.senderId(), old.messageId(), content, old.receivedMs());
  }

  /** In whose name, and by which session or back end. */
  final Sender from() {
    return sender;
  }

  @Override
  public final UserKey sender() {
    return sender.user();
  }

  @Override
  public final UserKey receiver() {
    return new UserKey(sender.user().appId(), peerId);
  }

  @Override
  public final long senderEpoch() {
    return sender instanceof Session session ? session.identity().epoch() : 0;
  }

  /** Runs the action with the answer; to be called before anything can answer. */
  final void whenAnswered(Runnable action) {
    whenAnswered = action;
  }

  final boolean isOf(Sender otherSender, long otherMessageId) {
    return message.messageId() == otherMessageId && sender == otherSender;
  }

  /** Whether more time has passed since the server took it. */
  final boolean isOlderThan(Duration time, long now) {
    return now - acceptedNanos > time.toNanos();
  }

  /** Sends the answer to another request; false if it has been answered already. */
  final boolean redirect(PeerMessageAnswer newAnswer) {
    return answer.getAndUpdate(waiting -> waiting == null ? null : newAnswer) != null;
  }

  final boolean isAnswered() {
    return answer.get() == null;
  }

  @Override
  public final void acknowledged() {
    finish(0, "");
  }

  @Override
  public final void timedOut() {
    fail(PEER_MESSAGE_ERR_TIMEOUT_VALUE, "has not acknowledged in time");
  }

  /** It is sent on to where the receiver is now, who may get it twice, and drops the second. */
  @Override
  public void moved(boolean sent) {
    sendOn(null);
  }

  /**
   * The receiver has no session here any more: sends it to where the receiver is by now.
   *
   * @param stored where it is in the receiver's queue; null if it is not stored
   */
  void sendOn(@Nullable Stored stored) {
    if (!isAnswered()) {
      context.routes().send(this, stored);
    }
  }

  /** The same for one that has this place in the receiver's queue. */
  final void sendOn(long offset) {
    sendOn(new Stored(offset, offset - 1, 0, false));
  }

  @Override
  public void abandoned(boolean sent) {
    if (sent) {
      fail(PEER_MESSAGE_ERR_TIMEOUT_VALUE, "went offline before it acknowledged");
    } else {
      fail(PEER_MESSAGE_ERR_PEER_UNREACHABLE_VALUE, "went offline");
    }
  }

  @Override
  public final void cached(String why) {
    fail(PEER_MESSAGE_ERR_CACHED_BY_SERVER_VALUE, why + "; the message waits for it");
  }

  /** The message may not be sent. */
  final void denied(SendVerdict verdict) {
    finish(PEER_MESSAGE_ERR_FAILURE_VALUE, verdict.text());
  }

  @Override
  public final void fail(int code, String reason) {
    finish(code, "peerId: " + peerId + " " + reason);
  }

  @Override
  public final void answered(int code, String text) {
    finish(code, text);
  }

  private void finish(int code, String reason) {
    PeerMessageAnswer to = answer.getAndSet(null);
    if (to == null) {
      return; // a stored message may be heard of twice
    }
    context.observers().telemetry().peerMessageAnswered(code, acceptedNanos);
    if (code == PEER_MESSAGE_ERR_CACHED_BY_SERVER_VALUE) {
      context.observers().events().tell(this::stored);
    }
    Outcome outcome = new Outcome(message.messageId(), code, reason, 0, message.receivedMs());
    sender.finishMessage(outcome);
    to.answer(outcome);
    Runnable then = whenAnswered;
    if (then != null) {
      then.run();
    }
  }

  private Event stored(long nowMs) {
    Content content = message.content();
    int bytes = content.getPayload().size() + content.getDescriptionBytes().size();
    return new Event.MessageStored(
        sender.user(), peerId, message.messageId(), content.getType(), bytes, nowMs);
  }
}
