package io.rtmkit.loadtest.compare.work;

import io.rtmkit.loadtest.compare.driver.Driver;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * What a work needs to measure with. One thread.
 *
 * @param seconds how long a measurement takes
 * @param warmSlices at most so many slices of two seconds are given to warm up
 */
public record Bench(Driver driver, PrintWriter out, double seconds, int warmSlices) {
  /** Compilers of Java share the processor, and need so long at the least. */
  private static final int WARM_SLICES_OF_JAVA = 8;

  private static final double WARM_SECONDS = 2;
  private static final double SAME = 0.03;
  private static final int ATTEMPTS = 3;
  private static final long QUIET_WITHIN_MILLIS = 20_000;

  /** Measures; again, a few times at most, if others took much of the processors meanwhile. */
  Slice measure(Contender contender, Meter.Counter counter, double forSeconds)
      throws IOException, InterruptedException {
    Meter meter = new Meter(driver, contender, counter);
    Slice slice = meter.measure(forSeconds);
    for (int i = 1; i < ATTEMPTS && slice.isDisturbed(); i++) {
      slice = meter.measure(forSeconds);
    }
    return slice;
  }

  /** Lets a server run until three slices in a row hardly differ; returns the last. */
  Slice warmUp(Contender contender, Meter.Counter counter)
      throws IOException, InterruptedException {
    Meter meter = new Meter(driver, contender, counter);
    Slice last = meter.measure(WARM_SECONDS);
    int atLeast = contender.peer().isJava() ? WARM_SLICES_OF_JAVA : 1;
    int same = 0;
    for (int i = 1; i < warmSlices && (same < 2 || i < atLeast); i++) {
      Slice next = meter.measure(WARM_SECONDS);
      double change = Math.abs(next.perServerSecond() / last.perServerSecond() - 1);
      same = change < SAME ? same + 1 : 0;
      last = next;
    }
    out.printf(
        "  %-12s warm: %,.0f a second, %,.0f per server CPU-s%n",
        contender.peer().name(), last.perSecond(), last.perServerSecond());
    out.flush();
    return last;
  }

  /**
   * Waits until nothing is under way any more.
   *
   * @throws IOException if something never arrives
   */
  void awaitQuiet(Contender contender, BooleanSupplier quiet)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(QUIET_WITHIN_MILLIS);
    while (!driver.call(quiet::getAsBoolean)) {
      if (System.nanoTime() > end) {
        throw new IOException(contender.peer().name() + " has lost messages");
      }
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }
}
