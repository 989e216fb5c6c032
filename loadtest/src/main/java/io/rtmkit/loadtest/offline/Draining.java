package io.rtmkit.loadtest.offline;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Who has everything that waited, and since when. Thread-safe. */
final class Draining {
  private final int messages;
  private final CountDownLatch waiting;
  private final long[] micros;
  private final AtomicInteger complete = new AtomicInteger();
  private final AtomicInteger loggedIn = new AtomicInteger();
  private final AtomicLong received = new AtomicLong();
  private final AtomicLong wrong = new AtomicLong();
  private final long beganNanos = System.nanoTime();
  private volatile long endedNanos;

  Draining(int users, int messages) {
    this.messages = messages;
    this.micros = new long[users];
    this.waiting = new CountDownLatch(users);
  }

  void loggedIn() {
    loggedIn.incrementAndGet();
  }

  /**
   * A user got a message.
   *
   * @param right whether it was the next one, as it was sent
   * @param count how many the user has now
   */
  void got(boolean right, int count) {
    received.incrementAndGet();
    if (!right || count > messages) {
      wrong.incrementAndGet();
    }
    if (count == messages) {
      endedNanos = System.nanoTime();
      micros[complete.getAndIncrement()] = (endedNanos - beganNanos) / 1_000;
      waiting.countDown();
    }
  }

  /** Waits until everybody has everything; false if that takes too long. */
  boolean await(long seconds) throws InterruptedException {
    return waiting.await(seconds, TimeUnit.SECONDS);
  }

  int users() {
    return loggedIn.get();
  }

  int incomplete() {
    return (int) waiting.getCount();
  }

  long received() {
    return received.get();
  }

  long wrong() {
    return wrong.get();
  }

  double seconds() {
    return (endedNanos - beganNanos) / 1e9;
  }

  /** Since everybody began to come back: when so many of them had everything. */
  long percentileMicros(double percent) {
    int count = complete.get();
    long[] sorted = Arrays.copyOf(micros, count);
    Arrays.sort(sorted);
    return count == 0 ? 0 : sorted[(int) Math.min(count - 1L, Math.round(count * percent / 100))];
  }
}
