package io.rtmkit.server.core;

import java.time.Duration;

/** A clock that tests move. */
public final class ManualClock implements Clock {
  private long nanos = 1;
  private long millis = 1_700_000_000_000L;

  @Override
  public synchronized long nanoTime() {
    return nanos;
  }

  @Override
  public synchronized long currentTimeMillis() {
    return millis;
  }

  public synchronized void advance(Duration by) {
    nanos += by.toNanos();
    millis += by.toMillis();
  }
}
