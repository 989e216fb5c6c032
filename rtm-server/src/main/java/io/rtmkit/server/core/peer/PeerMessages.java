package io.rtmkit.server.core.peer;

import static io.rtmkit.protocol.v1.PeerMessageError.PEER_MESSAGE_ERR_FAILURE_VALUE;
import static io.rtmkit.protocol.v1.PeerMessageError.PEER_MESSAGE_ERR_TIMEOUT_VALUE;
import static io.rtmkit.protocol.v1.PeerMessageError.PEER_MESSAGE_ERR_TOO_OFTEN_VALUE;

import io.rtmkit.protocol.v1.PeerMessageRequest;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.port.Conversation;
import io.rtmkit.server.core.port.MessageStore;
import io.rtmkit.server.core.port.Observers;
import io.rtmkit.server.core.port.SendCheck;
import io.rtmkit.server.core.port.SendQuestion;
import io.rtmkit.server.core.port.SendVerdict;
import io.rtmkit.server.core.port.StoreException;
import io.rtmkit.server.core.port.StoreRequest;
import io.rtmkit.server.core.port.Stored;
import io.rtmkit.server.core.session.Outcome;
import io.rtmkit.server.core.session.SendOrder;
import io.rtmkit.server.core.session.Sender;
import io.rtmkit.server.core.session.Session;
import io.rtmkit.server.core.session.Sessions;
import io.rtmkit.server.core.session.UserKey;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries messages from user to user: into the store if the sender wants that, into the receiver's
 * inbox, and the answer back when the receiver's client has acknowledged it. Thread-safe; the state
 * is in the sessions.
 */
public final class PeerMessages {
  private static final Logger log = LoggerFactory.getLogger(PeerMessages.class);
  private static final String HELD_UP = "is not sent to: what was sent before took long";
  private static final String FAULT = "is not sent to: a fault of the server, see its log";

  /** A message of a session that is stored, or about to be. */
  private record MessageKey(Sender sender, long messageId) {}

  private final Sessions sessions;
  private final MessageStore store;
  private final PeerReceivers receivers;
  private final PeerContext context;
  private final Clock clock;
  private final @Nullable SendCheck check;
  private final ConcurrentMap<MessageKey, PeerDelivery> underway = new ConcurrentHashMap<>();

  /**
   * Carries messages.
   *
   * @param check is asked about each before it takes effect; null if nobody is
   */
  public PeerMessages(
      Sessions sessions,
      MessageStore store,
      PeerReceivers receivers,
      Observers observers,
      Clock clock,
      @Nullable SendCheck check) {
    this.sessions = sessions;
    this.store = store;
    this.receivers = receivers;
    this.context = new PeerContext(observers, receivers.routes());
    this.clock = clock;
    this.check = check;
  }

  /**
   * Sends a message whose fields have been checked.
   *
   * @param now when it arrived
   */
  public void send(Sender sender, PeerMessageRequest message, long now, PeerMessageAnswer answer) {
    send(sender, message, now, false, answer);
  }

  private void send(
      Sender sender,
      PeerMessageRequest message,
      long now,
      boolean repeated,
      PeerMessageAnswer answer) {
    long receivedMs = clock.currentTimeMillis();
    if (!sender.beginMessage()) {
      String reason = "too many messages wait for their acknowledgement";
      answer.answer(
          new Outcome(
              message.getMessageId(), PEER_MESSAGE_ERR_TOO_OFTEN_VALUE, reason, 0, receivedMs));
      return;
    }
    PeerDelivery delivery = new PeerDelivery(sender, message, receivedMs, answer, context, now);
    // A back end is not asked about what a back end sends.
    SendCheck asked = sender instanceof Session ? check : null;
    if (asked == null && !isToStore(message) && !isToRemember(message)) {
      sender.sendOrder().run(() -> deliver(delivery));
      return;
    }
    MessageKey key = new MessageKey(sender, message.getMessageId());
    underway.put(key, delivery);
    delivery.whenAnswered(() -> underway.remove(key));
    sender
        .sendOrder()
        .begin(
            asked == null
                ? turn -> begin(turn, delivery, message, repeated)
                : turn -> checkFirst(asked, turn, delivery, message, repeated));
  }

  private static boolean isToStore(PeerMessageRequest message) {
    return message.getEnableOfflineMessaging();
  }

  /** Whether it is kept for history only, if its receiver is online. */
  private static boolean isToRemember(PeerMessageRequest message) {
    return message.getEnableHistoricalMessaging() && !message.getEnableOfflineMessaging();
  }

  private void begin(
      SendOrder.Turn turn, PeerDelivery delivery, PeerMessageRequest message, boolean repeated) {
    boolean here = sessions.find(delivery.receiver()) != null;
    if (isToStore(message) || (isToRemember(message) && here)) {
      storeFirst(turn, delivery, message, repeated);
    } else if (isToRemember(message)) {
      context
          .routes()
          .findOnline(
              delivery.receiver(),
              (online, problem) -> {
                if (online != null && online) {
                  storeFirst(turn, delivery, message, repeated);
                } else {
                  turn.ready(() -> deliver(delivery));
                }
              });
    } else {
      turn.ready(() -> deliver(delivery));
    }
  }

  /** What a slow store has held up for too long would come behind what is newer. */
  private void deliver(PeerDelivery delivery) {
    long now = clock.nanoTime();
    if (delivery.isOlderThan(sessions.rules().session().peerAckTimeout(), now)
        || isOfEarlierSession(delivery)) {
      delivery.fail(PEER_MESSAGE_ERR_TIMEOUT_VALUE, HELD_UP);
    } else {
      receivers.deliver(delivery, now);
    }
  }

  private boolean isOfEarlierSession(PeerDelivery delivery) {
    return delivery.from() instanceof Session session
        && session.isEnded()
        && (sessions.find(delivery.sender()) != null
            || context.routes().hasLaterSession(delivery.sender(), delivery.senderEpoch()));
  }

  private void checkFirst(
      SendCheck asked,
      SendOrder.Turn turn,
      PeerDelivery delivery,
      PeerMessageRequest message,
      boolean repeated) {
    asked
        .check(
            SendQuestion.toPeer(
                delivery.sender(),
                message.getPeerId(),
                message.getMessageId(),
                message.getContent()))
        .thenAccept(verdict -> checked(turn, delivery, message, repeated, verdict))
        .exceptionally(
            fault -> {
              log.error("the check of a message failed", fault);
              turn.ready(() -> delivery.fail(PEER_MESSAGE_ERR_FAILURE_VALUE, FAULT));
              return null;
            });
  }

  private void checked(
      SendOrder.Turn turn,
      PeerDelivery delivery,
      PeerMessageRequest message,
      boolean repeated,
      SendVerdict verdict) {
    if (!verdict.allowed()) {
      turn.ready(() -> delivery.denied(verdict));
      return;
    }
    delivery.replaceContent(verdict.content());
    begin(turn, delivery, message, repeated);
  }

  private void storeFirst(
      SendOrder.Turn turn, PeerDelivery delivery, PeerMessageRequest message, boolean repeated) {
    UserKey sender = delivery.sender();
    StoreRequest toStore =
        new StoreRequest(
            Conversation.between(sender.appId(), sender.userId(), message.getPeerId()),
            delivery.message(),
            message.getEnableOfflineMessaging(),
            message.getEnableHistoricalMessaging(),
            repeated);
    if (toStore.isQueued() && context.routes().hasUnstoredWay(sender, delivery.receiver())) {
      // What the sender sends to others need not wait for that.
      turn.ready(() -> storeInTurn(delivery, toStore));
      return;
    }
    store
        .store(toStore)
        .whenComplete((stored, failure) -> turn.ready(() -> goOn(delivery, stored, failure)));
  }

  private void storeInTurn(PeerDelivery delivery, StoreRequest toStore) {
    context
        .routes()
        .storeInTurn(
            delivery,
            then ->
                store
                    .store(toStore)
                    .whenComplete(
                        (stored, failure) -> {
                          if (stored == null) {
                            refuse(delivery, failure);
                          }
                          then.accept(stored);
                        }));
  }

  private static void refuse(PeerDelivery delivery, @Nullable Throwable failure) {
    StoreException problem = StoreException.of(failure);
    boolean refused = problem.outcome() == StoreException.Outcome.REFUSED;
    delivery.fail(
        refused ? PEER_MESSAGE_ERR_FAILURE_VALUE : PEER_MESSAGE_ERR_TIMEOUT_VALUE,
        (refused ? "the message was not stored: " : "nobody knows if the message was stored: ")
            + problem.getMessage());
  }

  private void goOn(PeerDelivery delivery, @Nullable Stored stored, @Nullable Throwable failure) {
    if (stored == null) {
      refuse(delivery, failure);
    } else if (stored.offset() != 0) {
      receivers.onStored(stored, delivery);
    } else {
      deliver(delivery);
    }
  }

  /**
   * A message that its sender sent before and has no answer for: answers what is known, joins the
   * message that is still on its way, or sends it.
   *
   * @param now when it arrived
   */
  public void sendAgain(
      Session sender, PeerMessageRequest message, long now, PeerMessageAnswer answer) {
    Outcome known = sender.findOutcome(message.getMessageId());
    if (known != null) {
      answer.answer(known);
      return;
    }
    PeerDelivery onItsWay = findOnItsWay(sender, message);
    if (onItsWay == null || !onItsWay.redirect(answer)) {
      send(sender, message, now, true, answer);
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
        : receivers.findOnItsWay(
            sender, messageId, new UserKey(sender.user().appId(), message.getPeerId()));
  }
}
