package io.rtmkit.server.core.peer;

import static io.rtmkit.protocol.v1.PeerMessageError.PEER_MESSAGE_ERR_FAILURE_VALUE;
import static io.rtmkit.protocol.v1.PeerMessageError.PEER_MESSAGE_ERR_TIMEOUT_VALUE;
import static io.rtmkit.protocol.v1.PeerMessageError.PEER_MESSAGE_ERR_TOO_OFTEN_VALUE;

import io.rtmkit.protocol.v1.PeerMessageRequest;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.port.Conversation;
import io.rtmkit.server.core.port.MessageStore;
import io.rtmkit.server.core.port.Observers;
import io.rtmkit.server.core.port.StoreException;
import io.rtmkit.server.core.port.StoreRequest;
import io.rtmkit.server.core.port.Stored;
import io.rtmkit.server.core.session.Outcome;
import io.rtmkit.server.core.session.Sender;
import io.rtmkit.server.core.session.Session;
import io.rtmkit.server.core.session.Sessions;
import io.rtmkit.server.core.session.UserKey;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Carries messages from user to user: into the store if the sender wants that, into the receiver's
 * inbox, and the answer back when the receiver's client has acknowledged it. Thread-safe; the state
 * is in the sessions.
 */
public final class PeerMessages {
  /** A message of a session that is stored, or about to be. */
  private record MessageKey(Sender sender, long messageId) {}

  private final Sessions sessions;
  private final MessageStore store;
  private final OfflineMessages offline;
  private final Observers observers;
  private final Clock clock;
  private final ConcurrentMap<MessageKey, PeerDelivery> underway = new ConcurrentHashMap<>();

  public PeerMessages(
      Sessions sessions,
      MessageStore store,
      OfflineMessages offline,
      Observers observers,
      Clock clock) {
    this.sessions = sessions;
    this.store = store;
    this.offline = offline;
    this.observers = observers;
    this.clock = clock;
  }

  /** Sends a message whose fields have been checked. */
  public void send(Sender sender, PeerMessageRequest message, PeerMessageAnswer answer) {
    send(sender, message, false, answer);
  }

  private void send(
      Sender sender, PeerMessageRequest message, boolean repeated, PeerMessageAnswer answer) {
    long receivedMs = clock.currentTimeMillis();
    if (!sender.beginMessage()) {
      String reason = "too many messages wait for their acknowledgement";
      answer.answer(
          new Outcome(
              message.getMessageId(), PEER_MESSAGE_ERR_TOO_OFTEN_VALUE, reason, 0, receivedMs));
      return;
    }
    PeerDelivery delivery =
        new PeerDelivery(sender, message, receivedMs, answer, observers, clock.nanoTime());
    if (message.getEnableOfflineMessaging()
        || (message.getEnableHistoricalMessaging() && sessions.find(delivery.receiver()) != null)) {
      storeFirst(delivery, message, repeated);
    } else {
      sender.sendOrder().run(() -> offline.deliver(delivery));
    }
  }

  private void storeFirst(PeerDelivery delivery, PeerMessageRequest message, boolean repeated) {
    Sender sender = delivery.sender();
    MessageKey key = new MessageKey(sender, message.getMessageId());
    underway.put(key, delivery);
    delivery.whenAnswered(() -> underway.remove(key));
    StoreRequest toStore =
        new StoreRequest(
            Conversation.between(
                sender.user().appId(), sender.user().userId(), message.getPeerId()),
            delivery.message(),
            message.getEnableOfflineMessaging(),
            message.getEnableHistoricalMessaging(),
            repeated);
    sender
        .sendOrder()
        .begin(
            turn ->
                store
                    .store(toStore)
                    .whenComplete(
                        (stored, failure) -> turn.ready(() -> goOn(delivery, stored, failure))));
  }

  private void goOn(PeerDelivery delivery, @Nullable Stored stored, @Nullable Throwable failure) {
    if (stored == null) {
      StoreException problem = StoreException.of(failure);
      boolean refused = problem.outcome() == StoreException.Outcome.REFUSED;
      delivery.fail(
          refused ? PEER_MESSAGE_ERR_FAILURE_VALUE : PEER_MESSAGE_ERR_TIMEOUT_VALUE,
          (refused ? "the message was not stored: " : "nobody knows if the message was stored: ")
              + problem.getMessage());
    } else if (stored.offset() != 0) {
      offline.onStored(stored, delivery);
    } else {
      offline.deliver(delivery);
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
      send(sender, message, true, answer);
    }
  }

  /** Whether this message was sent before and its fate is known, or being awaited. */
  public boolean isKnown(Session sender, PeerMessageRequest message) {
    return sender.findOutcome(message.getMessageId()) != null
        || findOnItsWay(sender, message) != null;
  }

  private @Nullable PeerDelivery findOnItsWay(Sender sender, PeerMessageRequest message) {
    long messageId = message.getMessageId();
    PeerDelivery stored = underway.get(new MessageKey(sender, messageId));
    return stored != null
        ? stored
        : offline.findOnItsWay(
            sender, messageId, new UserKey(sender.user().appId(), message.getPeerId()));
  }
}
