package io.rtmkit.server.cluster;

import static io.rtmkit.protocol.v1.PeerMessageError.PEER_MESSAGE_ERR_TIMEOUT_VALUE;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.rtmkit.server.cluster.wire.HandedOverItem;
import io.rtmkit.server.cluster.wire.Item;
import io.rtmkit.server.cluster.wire.PeerAnswerItem;
import io.rtmkit.server.cluster.wire.PeerMessageItem;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.peer.PeerReceivers;
import io.rtmkit.server.core.peer.RemoteAnswer;
import io.rtmkit.server.core.peer.RemoteMessage;
import io.rtmkit.server.core.port.Stored;
import io.rtmkit.server.core.session.Outcome;
import io.rtmkit.server.core.session.UserKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Takes messages that other servers send to receivers here: each once, and those of one sender to
 * one receiver in order. Thread-safe: guarded by its own monitor, under which nothing is delivered.
 */
final class PeerArrivals {
  /** So long a message may come again; longer than any sender's server tries. */
  private static final long KEPT_NANOS = Duration.ofSeconds(30).toNanos();

  private record StreamKey(String from, long stream) {}

  /** A message that has been taken. Its answer is null while it is on its way. */
  private static final class Arrived {
    @Nullable Item answer;

    /** Whether it may come once more: the receiver is not here any more, or was not. */
    boolean again;
  }

  /** What has come of one sender for one receiver. */
  private static final class Stream {
    long next;
    long atNanos;

    /** What is before this number has its answer, and does not come any more. */
    long lowest;

    final TreeMap<Long, PeerMessageItem> early = new TreeMap<>();

    /** Those that were taken, from the lowest on. */
    final TreeMap<Long, Arrived> taken = new TreeMap<>();

    void hear(long ofLowest, long nowNanos) {
      atNanos = nowNanos;
      next = Math.max(next, ofLowest);
      if (ofLowest > lowest) {
        lowest = ofLowest;
        taken.headMap(ofLowest).clear();
      }
    }

    /** The lowest that is not answered here, perhaps because it was passed on. */
    long lowestOpen(long most) {
      for (Map.Entry<Long, Arrived> entry : taken.entrySet()) {
        if (entry.getValue().answer == null) {
          return Math.min(most, entry.getKey());
        }
      }
      return most;
    }
  }

  @GuardedBy("this")
  private final Map<StreamKey, Stream> streams = new HashMap<>();

  private final Way way;
  private final SenderEpochs epochs;
  private final PeerReceivers receivers;
  private final Clock clock;

  /** The way to other servers. Thread-safe. */
  interface Way {
    /** Sends an item to a server. */
    void post(String node, Item item);

    /** A message is passed on to another server. */
    void onPassedOn();

    /** Another server that a user has just gone to; empty if that is not known. */
    String wentTo(UserKey user);

    /** The time of Redis, Unix ms. */
    long redisMs();
  }

  PeerArrivals(Way way, SenderEpochs epochs, PeerReceivers receivers, Clock clock) {
    this.way = way;
    this.epochs = epochs;
    this.receivers = receivers;
    this.clock = clock;
  }

  /** A message has come, perhaps again; on the thread of the bus. */
  void onMessage(String sender, PeerMessageItem item) {
    String from = item.getOrigin().isEmpty() ? sender : item.getOrigin();
    StreamKey key = new StreamKey(from, item.getStream());
    synchronized (this) {
      Stream stream = streams.computeIfAbsent(key, unknown -> new Stream());
      stream.hear(item.getLowest(), clock.nanoTime());
      if (item.getNumber() < stream.lowest) {
        return; // a copy that comes late
      }
      Arrived known = stream.taken.get(item.getNumber());
      if (known != null && !known.again) {
        if (known.answer != null) {
          way.post(from, known.answer);
        }
        return;
      }
      stream.early.put(item.getNumber(), item);
    }
    // One after the other: whoever is not taken holds up those behind it.
    for (PeerMessageItem due = takeDue(key); due != null; due = takeDue(key)) {
      deliver(from, due);
    }
  }

  private synchronized @Nullable PeerMessageItem takeDue(StreamKey key) {
    Stream stream = streams.get(key);
    if (stream == null || stream.early.isEmpty() || stream.early.firstKey() > stream.next) {
      return null;
    }
    PeerMessageItem first = stream.early.pollFirstEntry().getValue();
    stream.next = Math.max(stream.next, first.getNumber() + 1);
    stream.taken.put(first.getNumber(), new Arrived());
    return first;
  }

  private void deliver(String from, PeerMessageItem item) {
    if (item.getStoredOffset() == 0 && item.getExpiresMs() <= way.redisMs()) {
      return; // this server, or Redis, stood still, and the sender has its answer
    }
    UserKey sender = new UserKey(item.getAppId(), item.getSenderId());
    if (epochs.isEarlier(sender, item.getSenderEpoch()) && item.getStoredOffset() == 0) {
      answer(
          from,
          item,
          refusal(PEER_MESSAGE_ERR_TIMEOUT_VALUE, "senderId: has logged in elsewhere since"));
      return;
    }
    RemoteMessage message = new RemoteMessage(sender, item.getRequest(), item.getReceivedMs());
    Stored stored =
        item.getStoredOffset() == 0
            ? null
            : new Stored(item.getStoredOffset(), item.getStoredPrevious(), 0, false);
    if (!receivers.deliverFrom(message, stored, new ToSender(from, item))) {
      left(from, item, PeerAnswerItem.Outcome.OUTCOME_NOT_HERE);
    }
  }

  private static PeerAnswerItem.Builder refusal(int code, String reason) {
    return PeerAnswerItem.newBuilder()
        .setOutcome(PeerAnswerItem.Outcome.OUTCOME_REFUSED)
        .setCode(code)
        .setReason(reason);
  }

  private void answer(String from, PeerMessageItem message, PeerAnswerItem.Builder answer) {
    Item item = Item.newBuilder().setPeerAnswer(answer.setId(message.getId())).build();
    synchronized (this) {
      Stream stream = streams.get(new StreamKey(from, message.getStream()));
      Arrived known = stream == null ? null : stream.taken.get(message.getNumber());
      if (known != null) {
        known.answer = item;
        known.again = false;
      }
    }
    way.post(from, item);
  }

  /** The receiver is not here; the message may come here again when it is back. */
  private void left(String from, PeerMessageItem item, PeerAnswerItem.Outcome outcome) {
    awaitAgain(from, item);
    PeerAnswerItem answer =
        PeerAnswerItem.newBuilder().setId(item.getId()).setOutcome(outcome).build();
    way.post(from, Item.newBuilder().setPeerAnswer(answer).build());
  }

  /** A message may come here again: those behind it wait for it, unless it has its answer. */
  private synchronized @Nullable Stream awaitAgain(String from, PeerMessageItem item) {
    Stream stream = streams.get(new StreamKey(from, item.getStream()));
    if (stream != null && item.getNumber() >= stream.lowest) {
      stream.taken.computeIfAbsent(item.getNumber(), number -> new Arrived()).again = true;
      stream.next = Math.min(stream.next, item.getNumber());
    }
    return stream;
  }

  /**
   * Passes a message on, in the place of the server that sent it. What has been answered here is
   * not waited for there; what has been passed on before is, as that may get lost.
   */
  private void passOn(String from, PeerMessageItem item, String node) {
    PeerMessageItem.Builder passed = item.toBuilder().setOrigin(from);
    synchronized (this) {
      Stream stream = awaitAgain(from, item);
      if (stream != null) {
        passed.setLowest(stream.lowestOpen(item.getNumber()));
      }
    }
    way.onPassedOn();
    way.post(node, Item.newBuilder().setPeerMessage(passed).build());
  }

  /** Another server has sent all that it had for a session that is here now. */
  void onHandedOver(HandedOverItem item) {
    receivers.onHandedOver(new UserKey(item.getAppId(), item.getUserId()));
  }

  /** Forgets what does not come again; call it every few seconds. */
  synchronized void tidy() {
    epochs.tidy();
    long now = clock.nanoTime();
    streams.values().removeIf(each -> now - each.atNanos > KEPT_NANOS);
  }

  /** Tells the server that sent a message what became of it. */
  private final class ToSender implements RemoteAnswer {
    private final String from;
    private final PeerMessageItem item;

    ToSender(String from, PeerMessageItem item) {
      this.from = from;
      this.item = item;
    }

    @Override
    public void answer(Outcome outcome) {
      PeerAnswerItem.Builder answer = PeerAnswerItem.newBuilder();
      if (outcome.code() == 0) {
        answer.setOutcome(PeerAnswerItem.Outcome.OUTCOME_ACKNOWLEDGED);
      } else {
        answer = refusal(outcome.code(), outcome.reason());
      }
      PeerArrivals.this.answer(from, item, answer);
    }

    @Override
    public void moved(boolean sent) {
      String node = way.wentTo(new UserKey(item.getAppId(), item.getRequest().getPeerId()));
      if (node.isEmpty()) {
        left(sent);
      } else {
        passOn(from, item, node);
      }
    }

    @Override
    public void left(boolean sent) {
      PeerArrivals.this.left(
          from,
          item,
          sent ? PeerAnswerItem.Outcome.OUTCOME_LEFT : PeerAnswerItem.Outcome.OUTCOME_NOT_HERE);
    }
  }
}
