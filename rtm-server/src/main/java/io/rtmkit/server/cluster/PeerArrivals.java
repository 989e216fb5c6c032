package io.rtmkit.server.cluster;

import static io.rtmkit.protocol.v1.PeerMessageError.PEER_MESSAGE_ERR_TIMEOUT_VALUE;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.rtmkit.server.cluster.wire.HandedOverItem;
import io.rtmkit.server.cluster.wire.Item;
import io.rtmkit.server.cluster.wire.PeerAnswerItem;
import io.rtmkit.server.cluster.wire.PeerMessageItem;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.peer.OfflineMessages;
import io.rtmkit.server.core.peer.RemoteAnswer;
import io.rtmkit.server.core.peer.RemoteMessage;
import io.rtmkit.server.core.port.Stored;
import io.rtmkit.server.core.session.Outcome;
import io.rtmkit.server.core.session.UserKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Takes messages that other servers send to receivers here: each once, and those of one sender to
 * one receiver in order. Thread-safe: guarded by its own monitor, under which nothing is delivered.
 */
final class PeerArrivals {
  /** So long a message may come again; longer than any sender's server tries. */
  private static final long KEPT_NANOS = Duration.ofSeconds(30).toNanos();

  private record MessageKey(String from, long id) {}

  private record StreamKey(String from, long stream) {}

  /** A message that has come. Its answer is null while it is on its way. */
  private static final class Arrived {
    final long atNanos;
    @Nullable Item answer;

    Arrived(long atNanos) {
      this.atNanos = atNanos;
    }
  }

  /** What has come of one sender for one receiver. */
  private static final class Stream {
    long next;
    long atNanos;
    final TreeMap<Long, PeerMessageItem> early = new TreeMap<>();

    /** Numbers that were delivered here and are not answered; perhaps passed on. */
    final TreeSet<Long> open = new TreeSet<>();
  }

  @GuardedBy("this")
  private final Map<MessageKey, Arrived> arrived = new HashMap<>();

  @GuardedBy("this")
  private final Map<StreamKey, Stream> streams = new HashMap<>();

  private final Way way;
  private final SenderEpochs epochs;
  private final OfflineMessages messages;
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

  PeerArrivals(Way way, SenderEpochs epochs, OfflineMessages messages, Clock clock) {
    this.way = way;
    this.epochs = epochs;
    this.messages = messages;
    this.clock = clock;
  }

  /** A message has come, perhaps again; on the thread of the bus. */
  void onMessage(String sender, PeerMessageItem item) {
    String from = item.getOrigin().isEmpty() ? sender : item.getOrigin();
    StreamKey key = new StreamKey(from, item.getStream());
    synchronized (this) {
      Arrived known = arrived.get(new MessageKey(from, item.getId()));
      if (known != null) {
        if (known.answer != null) {
          way.post(from, known.answer);
        }
        return;
      }
      Stream stream = streams.computeIfAbsent(key, unknown -> new Stream());
      stream.atNanos = clock.nanoTime();
      stream.next = Math.max(stream.next, item.getLowest());
      stream.open.headSet(item.getLowest()).clear();
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
    stream.open.add(first.getNumber());
    arrived.put(new MessageKey(key.from(), first.getId()), new Arrived(clock.nanoTime()));
    return first;
  }

  private void deliver(String from, PeerMessageItem item) {
    if (item.getStoredOffset() == 0 && item.getExpiresMs() <= way.redisMs()) {
      return; // this server, or Redis, stood still, and the sender has its answer
    }
    UserKey sender = new UserKey(item.getAppId(), item.getSenderId());
    if (epochs.isEarlier(sender, item.getSenderEpoch()) && item.getStoredOffset() == 0) {
      answer(
          new MessageKey(from, item.getId()),
          item,
          refusal(PEER_MESSAGE_ERR_TIMEOUT_VALUE, "senderId: has logged in elsewhere since"));
      return;
    }
    RemoteMessage message = new RemoteMessage(sender, item.getRequest(), item.getReceivedMs());
    Stored stored =
        item.getStoredOffset() == 0
            ? null
            : new Stored(item.getStoredOffset(), item.getStoredPrevious(), 0, false);
    MessageKey key = new MessageKey(from, item.getId());
    if (!messages.deliverFrom(message, stored, new ToSender(key, item))) {
      left(key, item, PeerAnswerItem.Outcome.OUTCOME_NOT_HERE);
    }
  }

  private static PeerAnswerItem.Builder refusal(int code, String reason) {
    return PeerAnswerItem.newBuilder()
        .setOutcome(PeerAnswerItem.Outcome.OUTCOME_REFUSED)
        .setCode(code)
        .setReason(reason);
  }

  private void answer(MessageKey key, PeerMessageItem message, PeerAnswerItem.Builder answer) {
    Item item = Item.newBuilder().setPeerAnswer(answer.setId(key.id())).build();
    synchronized (this) {
      Stream stream = streams.get(new StreamKey(key.from(), message.getStream()));
      if (stream != null) {
        stream.open.remove(message.getNumber());
      }
      Arrived known = arrived.get(key);
      if (known != null) {
        known.answer = item;
      }
    }
    way.post(key.from(), item);
  }

  /** The receiver is not here; the message may come here again when it is back. */
  private void left(MessageKey key, PeerMessageItem item, PeerAnswerItem.Outcome outcome) {
    awaitAgain(key, item);
    PeerAnswerItem answer = PeerAnswerItem.newBuilder().setId(key.id()).setOutcome(outcome).build();
    way.post(key.from(), Item.newBuilder().setPeerAnswer(answer).build());
  }

  /** A message may come here again: those behind it wait for it, unless it has its answer. */
  private synchronized @Nullable Stream awaitAgain(MessageKey key, PeerMessageItem item) {
    arrived.remove(key);
    Stream stream = streams.get(new StreamKey(key.from(), item.getStream()));
    if (stream != null) {
      stream.next = Math.min(stream.next, item.getNumber());
    }
    return stream;
  }

  /**
   * Passes a message on, in the place of the server that sent it. What has been answered here is
   * not waited for there; what has been passed on before is, as that may get lost.
   */
  private void passOn(MessageKey key, PeerMessageItem item, String node) {
    PeerMessageItem.Builder passed = item.toBuilder().setOrigin(key.from());
    synchronized (this) {
      Stream stream = awaitAgain(key, item);
      if (stream != null && !stream.open.isEmpty()) {
        passed.setLowest(Math.min(item.getNumber(), stream.open.first()));
      }
    }
    way.onPassedOn();
    way.post(node, Item.newBuilder().setPeerMessage(passed).build());
  }

  /** Another server has sent all that it had for a session that is here now. */
  void onHandedOver(HandedOverItem item) {
    messages.onHandedOver(new UserKey(item.getAppId(), item.getUserId()));
  }

  /** Forgets what does not come again; call it every few seconds. */
  synchronized void tidy() {
    epochs.tidy();
    long now = clock.nanoTime();
    arrived.values().removeIf(each -> now - each.atNanos > KEPT_NANOS);
    streams.values().removeIf(each -> now - each.atNanos > KEPT_NANOS);
  }

  /** Tells the server that sent a message what became of it. */
  private final class ToSender implements RemoteAnswer {
    private final MessageKey key;
    private final PeerMessageItem item;

    ToSender(MessageKey key, PeerMessageItem item) {
      this.key = key;
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
      PeerArrivals.this.answer(key, item, answer);
    }

    @Override
    public void moved(boolean sent) {
      String node = way.wentTo(new UserKey(item.getAppId(), item.getRequest().getPeerId()));
      if (node.isEmpty()) {
        left(sent);
      } else {
        passOn(key, item, node);
      }
    }

    @Override
    public void left(boolean sent) {
      PeerArrivals.this.left(
          key,
          item,
          sent ? PeerAnswerItem.Outcome.OUTCOME_LEFT : PeerAnswerItem.Outcome.OUTCOME_NOT_HERE);
    }
  }
}
