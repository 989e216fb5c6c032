package io.rtmkit.server.store.redis;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Counts what is asked for and not yet answered, up to a limit. Thread-safe. */
final class InFlight {
  private static final int MOST_BESIDE = 50_000;

  private final int most;

  @GuardedBy("this")
  private int count;

  @GuardedBy("this")
  private int beside;

  @GuardedBy("this")
  private boolean closed;

  InFlight(int most) {
    this.most = most;
  }

  /** Counts one more; returns why not, or an empty text. */
  synchronized String enter() {
    if (closed) {
      return "the server is stopping";
    }
    if (count >= most) {
      return "too many requests wait for the message store";
    }
    count++;
    return "";
  }

  synchronized void leave() {
    count--;
    wakeIfEmpty();
  }

  /** Counts what follows from others, up to a limit of its own; returns whether it may. */
  synchronized boolean enterBeside() {
    if (beside >= MOST_BESIDE) {
      return false;
    }
    beside++;
    return true;
  }

  synchronized void leaveBeside() {
    beside--;
    wakeIfEmpty();
  }

  @GuardedBy("this")
  private void wakeIfEmpty() {
    if (count + beside == 0) {
      notifyAll();
    }
  }

  /** Lets nothing in any more, and waits until nothing is left, or a time has passed. */
  synchronized void close(Duration time) {
    closed = true;
    long end = System.nanoTime() + time.toNanos();
    try {
      for (long left = time.toMillis(); left > 0 && count + beside > 0; ) {
        wait(left);
        left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
