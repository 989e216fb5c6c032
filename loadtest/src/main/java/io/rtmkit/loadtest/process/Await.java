package io.rtmkit.loadtest.process;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for what nobody announces. Blocks its caller. */
public final class Await {
  private static final long LOOK_AGAIN_MS = 50;

  private Await() {}

  /** Waits until it is so; false if it was not within the time. */
  public static boolean until(BooleanSupplier condition, Duration atMost)
      throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    while (true) {
      long begin = System.nanoTime();
      if (condition.getAsBoolean()) {
        return true;
      }
      long now = System.nanoTime();
      if (now - end > 0) {
        return false;
      }
      // A long look takes the processor from those who are waited for.
      Thread.sleep(Math.max(LOOK_AGAIN_MS, TimeUnit.NANOSECONDS.toMillis(2 * (now - begin))));
    }
  }
}
