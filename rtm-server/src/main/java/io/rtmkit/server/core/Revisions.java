package io.rtmkit.server.core;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Numbers for the states of what can be written: each is higher than every one before, also than
 * those from before a restart, as long as the clock of the machine does not go back. Thread-safe.
 */
public final class Revisions {
  /** More states than a server writes in a millisecond, so that a restart begins above them. */
  private static final long PER_MILLISECOND = 1_000;

  private final AtomicLong last;

  public Revisions(Clock clock) {
    last = new AtomicLong(clock.currentTimeMillis() * PER_MILLISECOND);
  }

  public long next() {
    return last.incrementAndGet();
  }
}
