package io.rtmkit.loadtest.compare.work;

import io.rtmkit.loadtest.process.ProcessUsage;
import java.io.IOException;
import org.HdrHistogram.Histogram;

/**
 * What a server, the driver and everybody on the two processors have used until some moment.
 * Immutable.
 */
record Reading(long nanos, long server, long driver, long busy) {
  static Reading now(Contender contender) throws IOException {
    return new Reading(
        System.nanoTime(),
        contender.usage().cpuNanos(),
        ProcessUsage.of(ProcessHandle.current().pid()).cpuNanos(),
        Cores.busyNanos());
  }

  /** What was done since an earlier reading, and what it took. */
  Slice since(Reading earlier, long done, long wrong, Histogram latency) {
    long serverNanos = server - earlier.server;
    long driverNanos = driver - earlier.driver;
    long foreignNanos = busy - earlier.busy - serverNanos - driverNanos;
    double seconds = (nanos - earlier.nanos) / 1e9;
    return new Slice(done, seconds, serverNanos, driverNanos, foreignNanos, wrong, latency);
  }
}
