package io.rtmkit.server.core.peer;

import io.rtmkit.server.core.port.StoredMessage;
import io.rtmkit.server.core.session.Delivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Messages that are not stored and came while their receiver's feed was behind. Guarded by the
 * monitor of the feed.
 */
final class HeldMessages {
  /** So long they wait while those that are stored cannot be read. */
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private static final long NEVER = Long.MIN_VALUE;

  /** Null while the feed is not behind. */
  private @Nullable List<PeerDelivery> held = new ArrayList<>(0);

  private long failingSince = NEVER;

  void begin() {
    held = new ArrayList<>(0);
    failingSince = NEVER;
  }

  boolean isHolding() {
    return held != null;
  }

  /** ENDED if nothing is held. */
  Delivery add(PeerDelivery delivery, int most) {
    if (held == null) {
      return Delivery.ENDED;
    }
    if (held.size() >= most) {
      return Delivery.INBOX_FULL;
    }
    held.add(delivery);
    return Delivery.ACCEPTED;
  }

  /** The stored ones could not be read again: whether that has gone on for too long. */
  boolean isTooLong(long now) {
    failingSince = failingSince == NEVER ? now : failingSince;
    return now - failingSince >= LONGEST.toNanos();
  }

  /**
   * Takes what the sender of a stored message sent before it. A sender's ids count up; but only
   * those of one client compare, so what was received later does not come before.
   */
  List<PeerDelivery> takeBefore(StoredMessage stored) {
    if (held == null || held.isEmpty()) {
      return List.of();
    }
    List<PeerDelivery> before = new ArrayList<>(0);
    for (PeerDelivery delivery : held) {
      StoredMessage message = delivery.message();
      if (message.senderId().equals(stored.senderId())
          && message.receivedMs() <= stored.receivedMs()
          && message.messageId() - stored.messageId() < 0) {
        before.add(delivery);
      }
    }
    held.removeAll(before);
    return before;
  }

  /** Holds nothing any more; returns what was held. */
  List<PeerDelivery> end() {
    List<PeerDelivery> all = held == null ? List.of() : held;
    held = null;
    return all;
  }
}
