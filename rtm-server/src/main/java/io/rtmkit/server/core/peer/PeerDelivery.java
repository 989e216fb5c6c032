package io.rtmkit.server.core.peer;

import static io.rtmkit.protocol.v1.PeerMessageError.PEER_MESSAGE_ERR_PEER_UNREACHABLE_VALUE;
import static io.rtmkit.protocol.v1.PeerMessageError.PEER_MESSAGE_ERR_TIMEOUT_VALUE;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.rtmkit.protocol.v1.PeerMessageRequest;
import io.rtmkit.server.core.session.Outcome;
import io.rtmkit.server.core.session.Receipt;
import io.rtmkit.server.core.session.Session;

/**
 * One message on its way, and who wants to know of it. Thread-safe; answered once, and never under
 * its own monitor.
 */
final class PeerDelivery implements Receipt {
  private final Session sender;
  private final long messageId;
  private final String peerId;
  private final long receivedMs;

  @GuardedBy("this")
  private PeerMessageAnswer answer;

  @GuardedBy("this")
  private boolean answered;

  PeerDelivery(
      Session sender, PeerMessageRequest message, long receivedMs, PeerMessageAnswer answer) {
    this.sender = sender;
    this.messageId = message.getMessageId();
    this.peerId = message.getPeerId();
    this.receivedMs = receivedMs;
    this.answer = answer;
  }

  boolean isOf(Session otherSender, long otherMessageId) {
    return messageId == otherMessageId && sender == otherSender;
  }

  /** Sends the answer to another request; false if it has been answered already. */
  synchronized boolean redirect(PeerMessageAnswer newAnswer) {
    answer = newAnswer;
    return !answered;
  }

  @Override
  public void acknowledged() {
    finish(0, "");
  }

  @Override
  public void timedOut() {
    fail(PEER_MESSAGE_ERR_TIMEOUT_VALUE, "has not acknowledged in time");
  }

  @Override
  public void abandoned(boolean sent) {
    if (sent) {
      fail(PEER_MESSAGE_ERR_TIMEOUT_VALUE, "went offline before it acknowledged");
    } else {
      fail(PEER_MESSAGE_ERR_PEER_UNREACHABLE_VALUE, "went offline");
    }
  }

  /** Answers with an error; the reason starts with the receiver's id. */
  void fail(int code, String reason) {
    finish(code, "peerId: " + peerId + " " + reason);
  }

  private void finish(int code, String reason) {
    PeerMessageAnswer to;
    synchronized (this) {
      answered = true;
      to = answer;
    }
    Outcome outcome = new Outcome(messageId, code, reason, 0, receivedMs);
    sender.finishMessage(outcome);
    to.answer(outcome);
  }
}
