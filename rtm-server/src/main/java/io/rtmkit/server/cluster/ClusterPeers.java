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

  private static final long SOON_NANOS = Duration.ofMillis(50).toNanos();

  /** Beyond this, more are refused. */
  private static final int MOST = 200_000;

  private final ConcurrentMap<Long, PendingMessage> pending = new ConcurrentHashMap<>();
  private final AtomicLong ids = new AtomicLong();
  private final PairStreams streams = new PairStreams();
  private final Cluster cluster;

  private final SenderEpochs epochs;

  ClusterPeers(Cluster cluster, SenderEpochs epochs) {
    this.cluster = cluster;
    this.epochs = epochs;
  }

  @Override
  public void send(RoutedMessage message, @Nullable Stored stored) {
    if (pending.size() >= MOST) {
      give(message, stored, PEER_MESSAGE_ERR_TIMEOUT_VALUE, "too many messages are on their way");
      return;
    }
    // Numbered before anything can overtake it.
    send(message, stored, streams.next(message.sender(), message.receiver(), stored != null));
  }

  @Override
  public void storeInTurn(RoutedMessage message, Storing storing) {
    streams.nextToStore(
        message.sender(),
        message.receiver(),
        place ->
            storing.begin(
                stored -> {
                  if (stored == null) {
                    streams.done(place);
                  } else {
                    streams.stored(place);
                    send(message, stored, place);
                  }
                }));
  }

  private void send(RoutedMessage message, @Nullable Stored stored, PairStreams.Place place) {
    long patience = cluster.sessions().rules().session().peerAckTimeout().toNanos();
    long now = cluster.clock().nanoTime();
    PendingMessage one =
        new PendingMessage(ids.incrementAndGet(), message, stored, place, now + patience);
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
  private void transmit(PendingMessage one, SessionRecord session) {
    PeerMessageItem.Builder item =
        PeerMessageItem.newBuilder()
            .setId(one.id)
            .setAppId(one.message.sender().appId())
            .setSenderId(one.message.sender().userId())
            .setSenderEpoch(one.message.senderEpoch())
            .setRequest(request(one.message))
            .setReceivedMs(one.message.message().receivedMs())
            .setExpiresMs(cluster.bus().redisMs() + one.remainingMs(cluster.clock().nanoTime()))
            .setStream(one.place.stream())
            .setNumber(one.place.number())
            .setLowest(streams.lowest(one.place));
    if (one.stored != null) {
      item.setStoredOffset(one.stored.offset()).setStoredPrevious(one.stored.previous());
    }
    if (one.onSent(session.node())) {
      cluster.counters().onPeerRepeated();
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

  /** A server says what became of a message. */
  void onAnswer(String from, PeerAnswerItem answer) {
    PendingMessage one = pending.get(answer.getId());
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
        one.onNotThere(from, answer.getOutcome() == PeerAnswerItem.Outcome.OUTCOME_LEFT);
        cluster.directory().forget(one.message.receiver());
        look(one, from);
      }
      default -> {} // of a newer server: it is sent again
    }
  }

  private void end(PendingMessage one) {
    pending.remove(one.id);
    streams.done(one.place);
  }

  private void look(PendingMessage one) {
    look(one, "");
  }

  /**
   * Looks where the receiver is now, and sends it there.
   *
   * @param notAt a server that has just said that the receiver is not there: if it is to be, it is
   *     about to come, and the message is sent again a little later; may be empty
   */
  private void look(PendingMessage one, String notAt) {
    cluster
        .directory()
        .look(one.message.receiver())
        .whenComplete(
            (session, failure) -> {
              if (session == null) {
                one.onNotLookedUp(StoreException.of(failure));
              } else if (session.node().isEmpty()) {
                if (!isUnderWay(one)) {
                  offline(one);
                }
              } else if (session.node().equals(notAt)) {
                one.againNanos = cluster.clock().nanoTime() + SOON_NANOS;
              } else if (isLookedFor(one)) {
                transmit(one, session);
              }
            });
  }

  private boolean isLookedFor(PendingMessage one) {
    return pending.containsKey(one.id);
  }

  /** Whether it may still arrive, should the receiver come to where it was sent. */
  private boolean isUnderWay(PendingMessage one) {
    return one.stored == null
        && one.underWay().stream().anyMatch(node -> !cluster.bus().isGone(node));
  }

  private void offline(PendingMessage one) {
    end(one);
    if (!one.isSent()) {
      NONE.send(one.message, one.stored); // is not online
    } else if (one.stored != null) {
      one.message.cached("went offline before it acknowledged");
    } else if (one.isMaybeArrived()) {
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
    for (PendingMessage one : pending.values()) {
      if (now - one.endNanos >= 0) {
        end(one);
        give(one.message, one.stored, PEER_MESSAGE_ERR_TIMEOUT_VALUE, one.problem());
      } else if (now - one.againNanos >= 0) {
        one.againNanos = now + AGAIN_NANOS;
        look(one);
      }
    }
  }

  /** Forgets pairs that have been silent; call it every few seconds. */
  void tidy() {
    streams.tidy();
  }

  @Override
  public boolean hasWay(UserKey sender, UserKey receiver) {
    return streams.isOpen(sender, receiver);
  }

  @Override
  public boolean hasUnstoredWay(UserKey sender, UserKey receiver) {
    return streams.isUnstoredOpen(sender, receiver);
  }

  @Override
  public boolean hasLaterSession(UserKey sender, long epoch) {
    return epochs.isEarlier(sender, epoch);
  }

  @Override
  public @Nullable RoutedMessage find(Predicate<RoutedMessage> wanted) {
    for (PendingMessage one : pending.values()) {
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
