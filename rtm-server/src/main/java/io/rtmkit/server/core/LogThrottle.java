package io.rtmkit.server.core;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps strangers from filling the log: of what they cause, some lines a second are written and the
 * rest is counted. Thread-safe; counts are close, not exact.
 */
public final class LogThrottle {
  private static final int LINES_PER_SECOND = 10;
  private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Clock clock;
  private final AtomicLong windowStart;
  private final AtomicInteger inWindow = new AtomicInteger();

  public LogThrottle(Clock clock) {
    this.clock = clock;
    this.windowStart = new AtomicLong(clock.nanoTime());
  }

  /** Whether this line is to be written. */
  public boolean allows() {
    long now = clock.nanoTime();
    long start = windowStart.get();
    if (now - start >= WINDOW_NANOS && windowStart.compareAndSet(start, now)) {
      inWindow.set(0);
    }
    return inWindow.incrementAndGet() <= LINES_PER_SECOND;
  }
}
