package io.rtmkit.server.core.peer;

import static io.rtmkit.protocol.v1.PeerMessageError.PEER_MESSAGE_ERR_FAILURE_VALUE;

import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.LogThrottle;
import io.rtmkit.server.core.port.MessageStore;
import io.rtmkit.server.core.port.Observers;
import io.rtmkit.server.core.port.StoreException;
import io.rtmkit.server.core.port.Stored;
import io.rtmkit.server.core.session.Delivery;
import io.rtmkit.server.core.session.Sender;
import io.rtmkit.server.core.session.Session;
import io.rtmkit.server.core.session.SessionListener;
import io.rtmkit.server.core.session.Sessions;
import io.rtmkit.server.core.session.UserKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Those who receive messages, each with the {@link QueueFeed} of its queue: brings what is stored
 * to them, and what is not stored behind the stored ones that came before. Thread-safe.
 */
public final class PeerReceivers implements SessionListener {
  private static final Logger log = LoggerFactory.getLogger(PeerReceivers.class);

  /** So long it may take another server to send what it had for a session. */
  private static final long HANDOVER_NANOS = Duration.ofSeconds(1).toNanos();

  private final Sessions sessions;
  private final MessageStore store;
  private final PeerRoutes routes;

  /** Where nothing is told of what another server tells. */
  private final PeerContext nobody;

  private final Clock clock;
  private final LogThrottle throttle;
  private final ConcurrentMap<Session, QueueFeed> feeds = new ConcurrentHashMap<>();

  /** Those that hold messages back; while there are none nobody needs to look. */
  private final AtomicInteger holding = new AtomicInteger();

  /** Those of sessions that came from another server, and when their queues are to be read. */
  private final ConcurrentMap<QueueFeed, Long> adopted = new ConcurrentHashMap<>();

  /** Those whose store did not answer. */
  private final Set<QueueFeed> failed = ConcurrentHashMap.newKeySet();

  public PeerReceivers(Sessions sessions, MessageStore store, PeerRoutes routes, Clock clock) {
    this.sessions = sessions;
    this.store = store;
    this.routes = routes;
    this.nobody = new PeerContext(Observers.none(clock), routes);
    this.clock = clock;
    this.throttle = new LogThrottle(clock);
  }

  /** What the other server had for it comes first: its queue is read after that. */
  @Override
  public void onAdopted(Session session) {
    QueueFeed feed = newFeed(session, true);
    if (feed != null) {
      adopted.put(feed, clock.nanoTime() + HANDOVER_NANOS);
    }
  }

  /**
   * Another server that had a session of this user has sent everything that it had for it, and
   * sends nothing any more.
   */
  public void onHandedOver(UserKey user) {
    Session session = sessions.find(user);
    QueueFeed feed = session == null ? null : feeds.get(session);
    if (feed != null) {
      feed.readAgain(adopted.remove(feed) != null);
    }
  }

  /**
   * Reads the queues of sessions whose other servers are silent; call it about ten times a second.
   */
  public void tickAdopted() {
    long now = clock.nanoTime();
    for (Map.Entry<QueueFeed, Long> each : adopted.entrySet()) {
      if (now - each.getValue() >= 0) {
        each.getKey().readAgain(adopted.remove(each.getKey()) != null);
      }
    }
  }

  @Override
  public void onOpened(Session session) {
    QueueFeed feed = newFeed(session, false);
    if (feed != null) {
      feed.read();
    }
  }

  /** Null if the session has ended in between. */
  private @Nullable QueueFeed newFeed(Session session, boolean adopted) {
    QueueFeed feed = new QueueFeed(session, this, store, adopted);
    onHolding();
    feeds.put(session, feed);
    if (session.isEnded()) {
      end(session, false); // its own ending came too early
      return null;
    }
    return feed;
  }

  @Override
  public void onMoved(Session session, Set<String> channels) {
    end(session, true);
  }

  @Override
  public void onEnded(Session session, CloseCode code, Set<String> channels) {
    end(session, false);
  }

  private void end(Session session, boolean moved) {
    QueueFeed feed = feeds.remove(session);
    if (feed != null) {
      failed.remove(feed);
      adopted.remove(feed);
      feed.end(moved);
    }
  }

  /** A message is in the queue of its receiver: delivers it if the receiver is online. */
  void onStored(Stored stored, PeerDelivery delivery) {
    Session receiver = sessions.find(delivery.receiver());
    QueueFeed feed = receiver == null ? null : feeds.get(receiver);
    if (feed != null) {
      feed.onStored(stored, delivery, clock.nanoTime());
    } else if (receiver != null && receiver.isEnded()) {
      sendOn(receiver, delivery, stored);
    } else {
      delivery.sendOn(stored);
    }
  }

  /** A message for a session that has ended goes to where its user is by now. */
  void sendOn(Session ended, PeerDelivery delivery, @Nullable Stored stored) {
    sessions.afterDeparture(ended, () -> delivery.sendOn(stored));
  }

  /**
   * Delivers a message that is not stored.
   *
   * @param sinceNanos from when on its receiver has the usual time
   */
  void deliver(PeerDelivery delivery, long sinceNanos) {
    Session receiver = sessions.find(delivery.receiver());
    if (receiver != null && receiver.isEnded()) {
      sendOn(receiver, delivery, null);
    } else if (receiver == null || routes.hasWay(delivery.sender(), delivery.receiver())) {
      routes.send(delivery, null);
    } else {
      deliverHere(receiver, delivery, sinceNanos);
    }
  }

  private void deliverHere(Session receiver, PeerDelivery delivery, long sinceNanos) {
    if (holding.get() == 0) {
      deliver(receiver, delivery, sinceNanos);
    } else {
      deliverBehindQueue(receiver, delivery, sinceNanos);
    }
  }

  private void deliverBehindQueue(Session receiver, PeerDelivery delivery, long sinceNanos) {
    QueueFeed feed = feeds.get(receiver);
    int most = sessions.rules().session().inboxMessages();
    switch (feed == null ? Delivery.ENDED : feed.hold(delivery, most)) {
      case ACCEPTED -> {} // comes back here
      case ENDED -> deliver(receiver, delivery, sinceNanos);
      case INBOX_FULL -> refuseFull(delivery);
    }
  }

  private static void refuseFull(PeerDelivery delivery) {
    delivery.fail(PEER_MESSAGE_ERR_FAILURE_VALUE, "has too many unacknowledged messages");
  }

  /**
   * Delivers a message that came through another server.
   *
   * @param stored where it is in the queue of the receiver; null if it is not stored
   * @param answer is told what becomes of it
   * @return false if the receiver has no session here; then nobody is answered
   */
  public boolean deliverFrom(RemoteMessage message, @Nullable Stored stored, RemoteAnswer answer) {
    Session receiver = sessions.find(message.receiver());
    if (receiver == null) {
      return false;
    }
    PeerDelivery delivery = new RemoteDelivery(message, answer, nobody);
    if (stored == null) {
      deliverHere(receiver, delivery, clock.nanoTime());
    } else {
      onStored(stored, delivery);
    }
    return true;
  }

  /** A message that is not stored and waits in the inbox of its receiver. */
  @Nullable PeerDelivery findOnItsWay(Sender sender, long messageId, UserKey receiver) {
    Session session = sessions.find(receiver);
    return (PeerDelivery)
        (session == null
            ? routes.find(message -> isOf(message, sender, messageId))
            : session.findReceipt(receipt -> isOf(receipt, sender, messageId)));
  }

  private static boolean isOf(Object onItsWay, Sender sender, long messageId) {
    return onItsWay instanceof PeerDelivery delivery && delivery.isOf(sender, messageId);
  }

  PeerRoutes routes() {
    return routes;
  }

  /** Delivers one that was held back. */
  void deliverHeld(PeerDelivery delivery) {
    Session receiver = sessions.find(delivery.receiver());
    if (receiver == null) {
      delivery.sendOn(null);
    } else {
      deliver(receiver, delivery, clock.nanoTime());
    }
  }

  private void deliver(Session receiver, PeerDelivery delivery, long sinceNanos) {
    Delivery result =
        receiver.deliver(
            offset -> PeerPushes.message(offset, delivery.message(), false), sinceNanos, delivery);
    switch (result) {
      case ACCEPTED -> {} // answered by the receipt
      case ENDED -> sendOn(receiver, delivery, null);
      case INBOX_FULL -> refuseFull(delivery);
    }
  }

  long now() {
    return clock.nanoTime();
  }

  /** A feed holds back what is not stored. */
  void onHolding() {
    holding.incrementAndGet();
  }

  /** A feed holds nothing back any more. */
  void onReleased() {
    holding.decrementAndGet();
  }

  void onReadFailed(QueueFeed feed, UserKey user, StoreException failure) {
    if (throttle.allows()) {
      log.error("stored messages of {} cannot be read: {}", user, failure.getMessage());
    }
    if (feeds.containsValue(feed)) {
      failed.add(feed);
    }
  }

  /** Tries again what the store did not answer; call it about once a second. */
  public void tick() {
    List<QueueFeed> again = List.copyOf(failed); // those that fail once more are put back
    again.forEach(failed::remove);
    again.forEach(QueueFeed::read);
  }
}
