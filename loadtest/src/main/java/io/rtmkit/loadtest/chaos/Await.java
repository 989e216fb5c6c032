package io.rtmkit.loadtest.chaos;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what nobody announces. Blocks its caller. */
final class Await {
  private static final long LOOK_AGAIN_MS = 50;

  private Await() {}

  /** Waits until it is so; false if it was not within the time. */
  static boolean until(BooleanSupplier condition, Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        return false;
      }
      Thread.sleep(LOOK_AGAIN_MS);
    }
    return true;
  }
}
