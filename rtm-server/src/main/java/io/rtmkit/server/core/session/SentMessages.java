package io.rtmkit.server.core.session;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The messages that a session sent: how many wait for their answer, and the answers to the last
 * ones, so that one sent again after a lost connection is answered again and not done again. A
 * client has at most as many unanswered messages as this remembers. Not thread-safe: guarded by the
 * monitor of its session.
 */
final class SentMessages {
  private static final int FIRST_SIZE = 4;

  // Of each answer: numbers in arrays, because objects that live as long as a client needs to send
  // some hundred messages are just those that a collector copies again and again.
  private static final int ID = 0;
  private static final int OFFSET = 1;
  private static final int RECEIVED = 2;
  private static final int CODE_AND_RECEIPTS = 3;
  private static final int NUMBERS = 4;

  private final int capacity;
  private final AtomicInteger unanswered = new AtomicInteger();
  private long[] numbers = new long[0];

  /** Null while every answer was without a reason. */
  private @Nullable String @Nullable [] reasons;

  private int size;

  /** How many of the places have been filled. */
  private int filled;

  /** The place of the next answer; the oldest one's, if all are filled. */
  private int next;

  SentMessages(int capacity) {
    this.capacity = capacity;
  }

  /** Counts a message that will be answered later; false if too many wait. Without the monitor. */
  boolean begin() {
    if (unanswered.incrementAndGet() <= capacity) {
      return true;
    }
    unanswered.decrementAndGet();
    return false;
  }

  /** A message counted by {@link #begin} has its answer. */
  void finish(Outcome outcome) {
    unanswered.decrementAndGet();
    remember(outcome);
  }

  void remember(Outcome outcome) {
    if (filled == size && size < capacity) {
      next = size;
      grow(Math.min(capacity, Math.max(FIRST_SIZE, size * 4)));
    }
    int place = next;
    next = place + 1 == size ? 0 : place + 1;
    filled = Math.max(filled, place + 1);
    int at = place * NUMBERS;
    numbers[at + ID] = outcome.messageId();
    numbers[at + OFFSET] = outcome.offset();
    numbers[at + RECEIVED] = outcome.serverReceivedMs();
    numbers[at + CODE_AND_RECEIPTS] =
        ((long) outcome.receiptsExpected() << Integer.SIZE) | outcome.code();
    if (reasons == null && !outcome.reason().isEmpty()) {
      reasons = new String[size];
    }
    if (reasons != null) {
      reasons[place] = outcome.reason();
    }
  }

  private void grow(int newSize) {
    size = newSize;
    numbers = Arrays.copyOf(numbers, newSize * NUMBERS);
    if (reasons != null) {
      reasons = Arrays.copyOf(reasons, newSize);
    }
  }

  @Nullable Outcome find(long messageId) {
    for (int place = 0; place < filled; place++) {
      if (numbers[place * NUMBERS + ID] == messageId) {
        return get(place);
      }
    }
    return null;
  }

  private Outcome get(int place) {
    int at = place * NUMBERS;
    String reason = reasons == null ? null : reasons[place];
    long codeAndReceipts = numbers[at + CODE_AND_RECEIPTS];
    return new Outcome(
        numbers[at + ID],
        (int) codeAndReceipts,
        reason == null ? "" : reason,
        numbers[at + OFFSET],
        numbers[at + RECEIVED],
        (int) (codeAndReceipts >> Integer.SIZE));
  }
}
