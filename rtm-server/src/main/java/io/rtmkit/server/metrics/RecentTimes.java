package io.rtmkit.server.metrics;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;

/**
 * Times of the last few rolls, for percentiles. {@link #record} is for any thread and takes no
 * lock; {@link #roll} is called once a second.
 */
final class RecentTimes {
  private static final int ROLLS = 10;
  private static final int DIGITS = 2;
  private static final long MOST_MICROS = 120_000_000;
  private static final double MICROS_PER_MS = 1_000;

  private final Recorder recorder = new Recorder(MOST_MICROS, DIGITS);

  @GuardedBy("this")
  private final @Nullable Histogram[] intervals = new Histogram[ROLLS];

  @GuardedBy("this")
  private int oldest;

  void record(long nanos) {
    recorder.recordValue(Math.min(Math.max(0, nanos / 1_000), MOST_MICROS));
  }

  /** Ends an interval, and tells the percentiles of the last ones. */
  synchronized Live.Times roll() {
    intervals[oldest] = recorder.getIntervalHistogram(intervals[oldest]);
    oldest = (oldest + 1) % ROLLS;
    Histogram all = new Histogram(MOST_MICROS, DIGITS);
    for (Histogram interval : intervals) {
      if (interval != null) {
        all.add(interval);
      }
    }
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
}
