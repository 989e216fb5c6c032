package io.rtmkit.loadtest.measure;

import java.util.HashSet;
import java.util.Set;

/** The messages of one sender to one target. For one thread at a time. */
public final class SentStream {
  private final int number;
  private final Set<Long> accepted = new HashSet<>();
  private long sent;
  private long acceptedUntil;

  /**
   * An empty stream.
   *
   * @param number by which the receivers know it
   */
  public SentStream(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }

  /** The next message. */
  public Stamp next(long intendedNanos) {
    return new Stamp(number, ++sent, intendedNanos);
  }

  /** The server promised that this message arrives. */
  public void accepted(long sequence) {
    if (sequence == acceptedUntil + 1) {
      acceptedUntil++;
      while (!accepted.isEmpty() && accepted.remove(acceptedUntil + 1)) {
        acceptedUntil++;
      }
    } else {
      accepted.add(sequence);
    }
  }

  public boolean isAccepted(long sequence) {
    return sequence <= acceptedUntil || accepted.contains(sequence);
  }

  public long sent() {
    return sent;
  }
}
