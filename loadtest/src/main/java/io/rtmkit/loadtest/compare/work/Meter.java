package io.rtmkit.loadtest.compare.work;

import io.rtmkit.loadtest.compare.driver.Driver;
import io.rtmkit.loadtest.process.ProcessUsage;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Takes slices: what was done in some seconds, and who spent how much on it. One thread. */
final class Meter {
  /** Something that runs on the driver's loop and counts. Called on the loop. */
  interface Counter {
    /** What has been done since the start. */
    long done();

    /** What has gone wrong since the start. */
    long wrong();

    /** Latencies from now on go here. */
    void setLatency(Histogram histogram);
  }

  private record Reading(long nanos, long done, long wrong, long server, long driver, long busy) {}

  private final Driver driver;
  private final Contender contender;
  private final Counter counter;

  Meter(Driver driver, Contender contender, Counter counter) {
    this.driver = driver;
    this.contender = contender;
    this.counter = counter;
  }

  /** Measures what goes on anyway for so long. */
  Slice measure(double seconds) throws IOException, InterruptedException {
    Histogram latency = new Histogram(3);
    Reading before = driver.call(() -> read(latency));
    TimeUnit.MICROSECONDS.sleep(Math.round(seconds * 1e6)); // the time is what is measured
    Reading after = driver.call(() -> read(new Histogram(3)));
    long server = after.server - before.server;
    long own = after.driver - before.driver;
    return new Slice(
        after.done - before.done,
        (after.nanos - before.nanos) / 1e9,
        server,
        own,
        after.busy - before.busy - server - own,
        after.wrong - before.wrong,
        latency);
  }

  private Reading read(Histogram latency) throws IOException {
    counter.setLatency(latency);
    return new Reading(
        System.nanoTime(),
        counter.done(),
        counter.wrong(),
        contender.usage().cpuNanos(),
        ProcessUsage.of(ProcessHandle.current().pid()).cpuNanos(),
        Cores.busyNanos());
  }
}
