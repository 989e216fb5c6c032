package io.rtmkit.server.store.redis;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Counts what is asked for and not yet answered, up to a limit. Thread-safe. */
final class InFlight {
  private final int most;

  @GuardedBy("this")
  private int count;

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

  /** Counts one more that belongs to another, whatever the limit is. */
  synchronized void enterBeside() {
    count++;
  }

  synchronized void leave() {
    count--;
    if (count == 0) {
      notifyAll();
    }
  }

  /** Lets nothing in any more, and waits until nothing is left, or a time has passed. */
  synchronized void close(Duration time) {
    closed = true;
    long end = System.nanoTime() + time.toNanos();
    try {
      for (long left = time.toMillis(); left > 0 && count > 0; ) {
        wait(left);
        left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
