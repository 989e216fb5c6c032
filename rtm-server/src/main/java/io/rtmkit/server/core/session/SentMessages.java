package io.rtmkit.server.core.session;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The messages that a session sent: how many wait for their answer, and the answers to the last
 * ones, so that one sent again after a lost connection is answered again and not done again. A
 * client has at most as many unanswered messages as this remembers. Not thread-safe: guarded by the
 * monitor of its session.
 */
final class SentMessages {
  private static final int FIRST_SIZE = 4;

  private final int capacity;
  private int unanswered;
  private @Nullable Outcome[] ring = new Outcome[0];
  private long count;

  SentMessages(int capacity) {
    this.capacity = capacity;
  }

  /** Counts a message that will be answered later; false if too many wait already. */
  boolean begin() {
    if (unanswered >= capacity) {
      return false;
    }
    unanswered++;
    return true;
  }

  /** A message counted by {@link #begin} has its answer. */
  void finish(Outcome outcome) {
    unanswered--;
    remember(outcome);
  }

  void remember(Outcome outcome) {
    if (count == ring.length && ring.length < capacity) {
      ring = Arrays.copyOf(ring, Math.min(capacity, Math.max(FIRST_SIZE, ring.length * 4)));
    }
    ring[(int) (count % ring.length)] = outcome;
    count++;
  }

  @Nullable Outcome find(long messageId) {
    for (Outcome outcome : ring) {
      if (outcome != null && outcome.messageId() == messageId) {
        return outcome;
      }
    }
    return null;
  }
}
