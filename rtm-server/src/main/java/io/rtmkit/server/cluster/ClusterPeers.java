package io.rtmkit.server.cluster;

import static io.rtmkit.protocol.v1.PeerMessageError.PEER_MESSAGE_ERR_PEER_UNREACHABLE_VALUE;
import static io.rtmkit.protocol.v1.PeerMessageError.PEER_MESSAGE_ERR_TIMEOUT_VALUE;

import io.rtmkit.protocol.v1.PeerMessageRequest;
import io.rtmkit.server.cluster.script.SessionRecord;
import io.rtmkit.server.cluster.wire.Item;
import io.rtmkit.server.cluster.wire.PeerAnswerItem;
import io.rtmkit.server.cluster.wire.PeerMessageItem;
import io.rtmkit.server.core.peer.PeerRoutes;
import io.rtmkit.server.core.peer.RoutedMessage;
import io.rtmkit.server.core.port.Answer;
import io.rtmkit.server.core.port.StoreException;
import io.rtmkit.server.core.port.Stored;
import io.rtmkit.server.core.session.UserKey;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Brings messages to receivers at other servers. Each is sent again every second, to where the
 * receiver is by then, until the other server has answered or the sender's time is over; the other
 * server drops what it has had. Thread-safe.
 */
final class ClusterPeers implements PeerRoutes {
  private static final long AGAIN_NANOS = Duration.ofSeconds(1).toNanos();

  /** Beyond this, more are refused. */
  private static final int MOST = 200_000;

  private static final String SILENT = "has not acknowledged in time";

  /** A message that is sent until it is answered. Guarded by its own monitor. */
  private static final class Pending {
    final long id;
    final RoutedMessage message;
    final @Nullable Stored stored;
    final long endNanos;
    final PairStreams.Place place;

    /** Only on the ticking thread, once it is on its way. */
    long againNanos;

    /** Whether it was sent to another server. */
    boolean sent;

    /** Whether the receiver's client may have it. */
    boolean maybeArrived;

    /** Why it was not sent, at the last try. */
    String problem = SILENT;

    Pending(
        long id,
        RoutedMessage message,
        @Nullable Stored stored,
        PairStreams.Place place,
        long endNanos) {
      this.id = id;
      this.message = message;
      this.stored = stored;
      this.place = place;
      this.endNanos = endNanos;
    }
  }

  private final ConcurrentMap<Long, Pending> pending = new ConcurrentHashMap<>();
  private final AtomicLong ids = new AtomicLong();
  private final PairStreams streams = new PairStreams();
  private final Cluster cluster;

  ClusterPeers(Cluster cluster) {
    this.cluster = cluster;
  }

  @Override
  public void send(RoutedMessage message, @Nullable Stored stored) {
    if (pending.size() >= MOST) {
      give(message, stored, PEER_MESSAGE_ERR_TIMEOUT_VALUE, "too many messages are on their way");
      return;
    }
    long patience = cluster.sessions().rules().session().peerAckTimeout().toNanos();
    // Numbered before anything can overtake it.
    PairStreams.Place place = streams.next(message.sender(), message.receiver());
    long now = cluster.clock().nanoTime();
    Pending one = new Pending(ids.incrementAndGet(), message, stored, place, now + patience);
    one.againNanos = now + AGAIN_NANOS;
    pending.put(one.id, one);
    SessionRecord known = cluster.directory().known(message.receiver());
    if (known != null) {
      transmit(one, known);
    } else {
      look(one);
    }
  }

  /** The message may be at this very server, if the receiver has just come here. */
  private void transmit(Pending one, SessionRecord session) {
    PeerMessageItem.Builder item =
        PeerMessageItem.newBuilder()
            .setId(one.id)
            .setAppId(one.message.sender().appId())
            .setSenderId(one.message.sender().userId())
            .setRequest(request(one.message))
            .setReceivedMs(one.message.message().receivedMs())
            .setStream(one.place.stream())
            .setNumber(one.place.number())
            .setLowest(streams.lowest(one.message.sender(), one.message.receiver(), one.place));
    if (one.stored != null) {
      item.setStoredOffset(one.stored.offset()).setStoredPrevious(one.stored.previous());
    }
    synchronized (one) {
      one.sent = true;
      one.problem = SILENT;
    }
    cluster.bus().send(session.node(), Item.newBuilder().setPeerMessage(item).build());
  }

  private static PeerMessageRequest request(RoutedMessage message) {
    return PeerMessageRequest.newBuilder()
        .setMessageId(message.message().messageId())
        .setPeerId(message.receiver().userId())
        .setContent(message.message().content())
        .build();
  }

  private static void give(
      RoutedMessage message, @Nullable Stored stored, int code, String reason) {
    if (stored == null) {
      message.fail(code, reason);
    } else {
      message.cached(reason);
    }
  }

  /** The receiver's server says what became of a message. */
  void onAnswer(PeerAnswerItem answer) {
    Pending one = pending.get(answer.getId());
    if (one == null) {
      return;
    }
    switch (answer.getOutcome()) {
      case OUTCOME_ACKNOWLEDGED -> {
        end(one);
        one.message.acknowledged();
      }
      case OUTCOME_REFUSED -> {
        end(one);
        one.message.answered(answer.getCode(), answer.getReason());
      }
      case OUTCOME_LEFT, OUTCOME_NOT_HERE -> {
        synchronized (one) {
          one.maybeArrived |= answer.getOutcome() == PeerAnswerItem.Outcome.OUTCOME_LEFT;
        }
        cluster.directory().forget(one.message.receiver());
        look(one);
      }
      default -> {} // of a newer server: it is sent again
    }
  }

  private void end(Pending one) {
    pending.remove(one.id);
    streams.done(one.message.sender(), one.message.receiver(), one.place);
  }

  /** Looks where the receiver is now, and sends it there. */
  private void look(Pending one) {
    cluster
        .directory()
        .look(one.message.receiver())
        .whenComplete(
            (session, failure) -> {
              if (session == null) {
                synchronized (one) {
                  one.problem = "cannot be looked up: " + StoreException.of(failure).reason();
                }
              } else if (session.node().isEmpty()) {
                offline(one);
              } else if (isLookedFor(one)) {
                transmit(one, session);
              }
            });
  }

  private boolean isLookedFor(Pending one) {
    return pending.containsKey(one.id);
  }

  private void offline(Pending one) {
    end(one);
    boolean arrived;
    boolean sent;
    synchronized (one) {
      arrived = one.maybeArrived;
      sent = one.sent;
    }
    if (!sent) {
      NONE.send(one.message, one.stored); // is not online
    } else if (one.stored != null) {
      one.message.cached("went offline before it acknowledged");
    } else if (arrived) {
      one.message.fail(PEER_MESSAGE_ERR_TIMEOUT_VALUE, "went offline before it acknowledged");
    } else {
      one.message.fail(PEER_MESSAGE_ERR_PEER_UNREACHABLE_VALUE, "went offline");
    }
  }

  /**
   * Sends again what has no answer, and gives up what is too old; call it several times a second.
   */
  void tick() {
    long now = cluster.clock().nanoTime();
    for (Pending one : pending.values()) {
      if (now - one.endNanos >= 0) {
        end(one);
        give(one.message, one.stored, PEER_MESSAGE_ERR_TIMEOUT_VALUE, problem(one));
      } else if (now - one.againNanos >= 0) {
        one.againNanos = now + AGAIN_NANOS;
        look(one);
      }
    }
  }

  private static String problem(Pending one) {
    synchronized (one) {
      return one.problem;
    }
  }

  @Override
  public boolean hasWay(UserKey sender, UserKey receiver) {
    return !pending.isEmpty() && streams.isOpen(sender, receiver);
  }

  @Override
  public @Nullable RoutedMessage find(Predicate<RoutedMessage> wanted) {
    for (Pending one : pending.values()) {
      if (wanted.test(one.message)) {
        return one.message;
      }
    }
    return null;
  }

  @Override
  public void findOnline(UserKey user, Answer<Boolean> answer) {
    cluster
        .directory()
        .find(user)
        .whenComplete(
            (session, failure) -> {
              if (session == null) {
                answer.fail(StoreException.of(failure));
              } else {
                answer.give(!session.node().isEmpty());
              }
            });
  }

  /** Messages that wait for an answer. */
  int waiting() {
    return pending.size();
  }
}
