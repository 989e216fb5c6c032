package io.rtmkit.server.metrics;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.AtomicHistogram;
import org.HdrHistogram.Histogram;

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
  private final AtomicHistogram total = new AtomicHistogram(MOST_MICROS, DIGITS);
  private final LongAdder nanos = new LongAdder();

  /** All that there was at each of the last rolls, in a ring. */
  @GuardedBy("this")
  private final Histogram[] rolls = new Histogram[ROLLS];

  @GuardedBy("this")
  private int oldest;

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
    total.recordValue(Math.min(Math.max(0, time / 1_000), MOST_MICROS));
    nanos.add(time);
  }

  /** Ends a second, and tells the percentiles of the last ones. */
  synchronized Live.Times roll() {
    Histogram now = copy();
    Histogram recent = now.copy();
    recent.subtract(rolls[oldest]);
    rolls[oldest] = now;
    oldest = (oldest + 1) % ROLLS;
    return new Live.Times(
        recent.getTotalCount(), at(recent, 50), at(recent, 90), at(recent, 99), at(recent, 100));
  }

  /** What is recorded until now, such that its counts agree although recording goes on. */
  private Histogram copy() {
    Histogram copy = new Histogram(MOST_MICROS, DIGITS);
    copy.add(total);
    return copy;
  }

  private static double at(Histogram times, double percentile) {
    return times.getValueAtPercentile(percentile) / MICROS_PER_MS;
  }

  /** All of them, for Prometheus. */
  HistogramSnapshot snapshot() {
    Histogram now = copy();
    ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
    long below = 0;
    for (Duration bound : BOUNDS) {
      long upTo = now.getCountBetweenValues(0, bound.toNanos() / 1_000);
      buckets.bucket(bound.toNanos() / 1e9, upTo - below);
      below = upTo;
    }
    buckets.bucket(Double.POSITIVE_INFINITY, now.getTotalCount() - below);
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
