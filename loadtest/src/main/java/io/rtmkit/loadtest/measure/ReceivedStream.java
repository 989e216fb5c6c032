package io.rtmkit.loadtest.measure;

import java.util.HashSet;
import java.util.Set;

/** What one receiver has got of one {@link SentStream}. For one thread at a time. */
public final class ReceivedStream {
  /** What a message is, next to those before it. */
  public enum Order {
    IN_ORDER,
    /** A later one was here before. */
    LATE,
    /** Was here before. */
    REPEATED
  }

  private final Set<Long> missing = new HashSet<>(0);
  private long highest;

  /** A message has come. */
  public Order received(long sequence) {
    if (sequence > highest) {
      for (long skipped = highest + 1; skipped < sequence; skipped++) {
        missing.add(skipped);
      }
      highest = sequence;
      return Order.IN_ORDER;
    }
    return missing.remove(sequence) ? Order.LATE : Order.REPEATED;
  }

  /** How many of the accepted messages have not come. */
  public long lost(SentStream stream) {
    long lost = missing.stream().filter(stream::isAccepted).count();
    for (long sequence = highest + 1; sequence <= stream.sent(); sequence++) {
      if (stream.isAccepted(sequence)) {
        lost++;
      }
    }
    return lost;
  }
}
