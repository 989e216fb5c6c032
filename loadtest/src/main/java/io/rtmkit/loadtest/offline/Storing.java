package io.rtmkit.loadtest.offline;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The messages that are to be stored, and how long it took. Each sender has users of its own, so
 * that what one user gets is in one order. One event loop, except for {@link #await}.
 */
final class Storing {
  /** A message for a user. */
  record Message(String receiverId, String text) {}

  private final int users;
  private final int messages;
  private final long[] micros;
  private final AtomicLong refused = new AtomicLong();
  private final CountDownLatch done;
  private int sent;
  private int answered;
  private long beganNanos;
  private volatile long endedNanos;

  Storing(int users, int messages) {
    this.users = users;
    this.messages = messages;
    this.micros = new long[users * messages];
    this.done = new CountDownLatch(users * messages);
  }

  static String userId(int number) {
    return "user-" + number;
  }

  /** What a message says: its place among those of its user, and something to carry. */
  static String text(int place) {
    return place + " " + "x".repeat(180);
  }

  void begin() {
    beganNanos = beganNanos == 0 ? System.nanoTime() : beganNanos;
  }

  /** The next message: to all users the first, then to all the second and so on. */
  @Nullable Message next() {
    if (sent == users * messages) {
      return null;
    }
    Message next = new Message(userId(sent % users), text(sent / users));
    sent++;
    return next;
  }

  void answered(boolean stored, long nanos) {
    micros[answered++] = nanos / 1_000;
    if (!stored) {
      refused.incrementAndGet();
    }
    endedNanos = System.nanoTime();
    done.countDown();
  }

  void await() throws InterruptedException {
    done.await();
  }

  long refused() {
    return refused.get();
  }

  double seconds() {
    return (endedNanos - beganNanos) / 1e9;
  }

  long percentileMicros(double percent) {
    long[] sorted = micros.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.min(sorted.length - 1L, Math.round(sorted.length * percent / 100))];
  }
}
