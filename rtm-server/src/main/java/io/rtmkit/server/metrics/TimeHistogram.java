package io.rtmkit.server.metrics;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * Times that are taken often: as a histogram for Prometheus, and the percentiles of the last few
 * seconds. {@link #record} is for any thread, takes no lock and asks no clock, which is why this is
 * not a Timer of Micrometer; {@link #roll} is called once a second.
 */
final class TimeHistogram {
  private static final int ROLLS = 10;
  private static final int DIGITS = 2;
  private static final long MOST_MICROS = 120_000_000;
  private static final double MICROS_PER_MS = 1_000;
  private static final Duration[] BOUNDS = Buckets.times();

  private final String name;
  private final String description;
  private final Recorder recorder = new Recorder(MOST_MICROS, DIGITS);
  private final LongAdder nanos = new LongAdder();

  @GuardedBy("this")
  private final Histogram total = new Histogram(MOST_MICROS, DIGITS);

  /** Of the last rolls, in a ring. */
  @GuardedBy("this")
  private final Histogram[] rolls = new Histogram[ROLLS];

  @GuardedBy("this")
  private int current;

  @GuardedBy("this")
  private Histogram taken = recorder.getIntervalHistogram();

  /**
   * Creates a histogram without times.
   *
   * @param name as Prometheus has it, with its unit
   */
  TimeHistogram(String name, String description) {
    this.name = name;
    this.description = description;
    Arrays.setAll(rolls, i -> new Histogram(MOST_MICROS, DIGITS));
  }

  void record(long time) {
    recorder.recordValue(Math.min(Math.max(0, time / 1_000), MOST_MICROS));
    nanos.add(time);
  }

  @GuardedBy("this")
  private void takeRecorded() {
    taken = recorder.getIntervalHistogram(taken);
    total.add(taken);
    rolls[current].add(taken);
  }

  /** Ends a second, and tells the percentiles of the last ones. */
  synchronized Live.Times roll() {
    takeRecorded();
    Histogram all = new Histogram(MOST_MICROS, DIGITS);
    for (Histogram roll : rolls) {
      all.add(roll);
    }
    current = (current + 1) % ROLLS;
    rolls[current].reset();
    return new Live.Times(
        all.getTotalCount(),
        at(all, 50),
        at(all, 90),
        at(all, 99),
        all.getMaxValue() / MICROS_PER_MS);
  }

  private static double at(Histogram all, double percentile) {
    return all.getValueAtPercentile(percentile) / MICROS_PER_MS;
  }

  /** All of them, for Prometheus. */
  synchronized HistogramSnapshot snapshot() {
    takeRecorded();
    ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
    long below = 0;
    for (Duration bound : BOUNDS) {
      long upTo = total.getCountBetweenValues(0, bound.toNanos() / 1_000);
      buckets.bucket(bound.toNanos() / 1e9, upTo - below);
      below = upTo;
    }
    buckets.bucket(Double.POSITIVE_INFINITY, total.getTotalCount() - below);
    return HistogramSnapshot.builder()
        .name(name)
        .help(description)
        .dataPoint(
            HistogramDataPointSnapshot.builder()
                .classicHistogramBuckets(buckets.build())
                .sum(nanos.sum() / 1e9)
                .build())
        .build();
  }
}
