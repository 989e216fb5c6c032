package io.rtmkit.server.store;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what a store does in its own time. Blocks the caller. */
public final class Eventually {
  private Eventually() {}

  /** Goes on when the condition holds; fails when it does not in time. */
  public static void until(Duration time, BooleanSupplier condition) {
    long end = System.nanoTime() + time.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("did not happen within " + time);
      }
      LockSupport.parkNanos(2_000_000);
    }
  }
}
