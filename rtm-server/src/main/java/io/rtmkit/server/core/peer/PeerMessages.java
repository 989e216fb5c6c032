package io.rtmkit.server.core.peer;

import static io.rtmkit.protocol.v1.PeerMessageError.PEER_MESSAGE_ERR_FAILURE_VALUE;
import static io.rtmkit.protocol.v1.PeerMessageError.PEER_MESSAGE_ERR_PEER_UNREACHABLE_VALUE;
import static io.rtmkit.protocol.v1.PeerMessageError.PEER_MESSAGE_ERR_TOO_OFTEN_VALUE;

import io.rtmkit.protocol.v1.PeerMessagePush;
import io.rtmkit.protocol.v1.PeerMessageRequest;
import io.rtmkit.protocol.v1.Push;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.Wire;
import io.rtmkit.server.core.session.Outcome;
import io.rtmkit.server.core.session.Session;
import io.rtmkit.server.core.session.Sessions;
import io.rtmkit.server.core.session.UserKey;
import org.jspecify.annotations.Nullable;

/**
 * Carries messages from user to user: into the receiver's inbox, and the answer back when the
 * receiver's client has acknowledged it. Thread-safe; the state is in the sessions.
 */
public final class PeerMessages {
  private final Sessions sessions;
  private final Clock clock;

  public PeerMessages(Sessions sessions, Clock clock) {
    this.sessions = sessions;
    this.clock = clock;
  }

  /** Sends a message whose fields have been checked. */
  public void send(Session sender, PeerMessageRequest message, PeerMessageAnswer answer) {
    long receivedMs = clock.currentTimeMillis();
    long messageId = message.getMessageId();
    if (!sender.beginMessage()) {
      String reason = "too many messages wait for their acknowledgement";
      answer.answer(
          new Outcome(messageId, PEER_MESSAGE_ERR_TOO_OFTEN_VALUE, reason, 0, receivedMs));
      return;
    }
    PeerDelivery delivery = new PeerDelivery(sender, message, receivedMs, answer);
    Session receiver = sessions.find(new UserKey(sender.user().appId(), message.getPeerId()));
    Session.Delivery result =
        receiver == null
            ? Session.Delivery.ENDED
            : receiver.deliver(
                offset -> encode(offset, sender, message, receivedMs), clock.nanoTime(), delivery);
    switch (result) {
      case ACCEPTED -> {} // answered by the receipt
      case ENDED -> delivery.fail(PEER_MESSAGE_ERR_PEER_UNREACHABLE_VALUE, "is not online");
      case INBOX_FULL ->
          delivery.fail(PEER_MESSAGE_ERR_FAILURE_VALUE, "has too many unacknowledged messages");
    }
  }

  /**
   * A message that its sender sent before and has no answer for: answers what is known, joins the
   * message that is still on its way, or sends it.
   */
  public void sendAgain(Session sender, PeerMessageRequest message, PeerMessageAnswer answer) {
    Outcome known = sender.findOutcome(message.getMessageId());
    if (known != null) {
      answer.answer(known);
      return;
    }
    PeerDelivery onItsWay = findOnItsWay(sender, message);
    if (onItsWay == null || !onItsWay.redirect(answer)) {
      send(sender, message, answer);
    }
  }

  /** Whether this message was sent before and its fate is known, or being awaited. */
  public boolean isKnown(Session sender, PeerMessageRequest message) {
    return sender.findOutcome(message.getMessageId()) != null
        || findOnItsWay(sender, message) != null;
  }

  private @Nullable PeerDelivery findOnItsWay(Session sender, PeerMessageRequest message) {
    Session receiver = sessions.find(new UserKey(sender.user().appId(), message.getPeerId()));
    return receiver == null
        ? null
        : (PeerDelivery)
            receiver.findReceipt(
                receipt ->
                    receipt instanceof PeerDelivery delivery
                        && delivery.isOf(sender, message.getMessageId()));
  }

  private static byte[] encode(
      long offset, Session sender, PeerMessageRequest message, long receivedMs) {
    PeerMessagePush.Builder body =
        PeerMessagePush.newBuilder()
            .setMessageId(message.getMessageId())
            .setPeerId(sender.user().userId())
            .setContent(message.getContent())
            .setServerReceivedMs(receivedMs);
    return Wire.encode(Push.newBuilder().setInboxOffset(offset).setPeerMessage(body).build());
  }
}
