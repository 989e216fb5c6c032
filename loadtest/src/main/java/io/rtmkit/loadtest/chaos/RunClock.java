package io.rtmkit.loadtest.chaos;

import java.util.concurrent.TimeUnit;

/** Microseconds since the run began. Thread-safe. */
final class RunClock {
  private final long startNanos = System.nanoTime();

  long now() {
    return TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - startNanos);
  }
}
