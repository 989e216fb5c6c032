package io.rtmkit.loadtest.compare.work;

import io.rtmkit.loadtest.compare.driver.Driver;
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

  private record Mark(Reading reading, long done, long wrong) {}

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
    Mark before = driver.call(() -> mark(latency));
    TimeUnit.MICROSECONDS.sleep(Math.round(seconds * 1e6)); // the time is what is measured
    Mark after = driver.call(() -> mark(new Histogram(3)));
    return after.reading.since(
        before.reading, after.done - before.done, after.wrong - before.wrong, latency);
  }

  private Mark mark(Histogram latency) throws IOException {
    counter.setLatency(latency);
    return new Mark(Reading.now(contender), counter.done(), counter.wrong());
  }
}
