package io.rtmkit.loadtest.measure;

import io.rtmkit.loadtest.arrival.Span;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** One kind of latency, in nanoseconds: as a whole and second for second. Thread-safe. */
public final class Timing {
  /**
   * A second of it. Immutable.
   *
   * @param second from the beginning of what is measured
   */
  public record Point(double second, double perSecond, long p50, long p99, long max) {}

  private static final int DIGITS = 3;

  private final String name;
  private final String meaning;
  private final Recorder recorder = new Recorder(DIGITS);
  private final Histogram total = new Histogram(DIGITS);
  private final List<Point> points = new ArrayList<>();
  private Histogram interval = recorder.getIntervalHistogram();
  private volatile Span span = new Span(0, 0, 0);

  Timing(String name, String meaning) {
    this.name = name;
    this.meaning = meaning;
  }

  public String name() {
    return name;
  }

  public String meaning() {
    return meaning;
  }

  /** What is due in this time counts. */
  void within(Span counted) {
    span = counted;
  }

  /** Something that was due then is done now. */
  public void done(long intendedNanos) {
    done(intendedNanos, System.nanoTime());
  }

  public void done(long intendedNanos, long nowNanos) {
    if (span.counts(intendedNanos)) {
      recorder.recordValue(Math.max(0, nowNanos - intendedNanos));
    }
  }

  /** Closes a second, or part of one, that ends now. */
  synchronized void sample(double second, double seconds) {
    interval = recorder.getIntervalHistogram(interval);
    total.add(interval);
    points.add(
        new Point(
            second,
            interval.getTotalCount() / seconds,
            interval.getValueAtPercentile(50),
            interval.getValueAtPercentile(99),
            interval.getMaxValue()));
  }

  /** Takes in what came since the last sample. */
  synchronized void close() {
    interval = recorder.getIntervalHistogram(interval);
    total.add(interval);
  }

  /** A copy of everything until the last sample. */
  public synchronized Histogram total() {
    return total.copy();
  }

  public synchronized List<Point> points() {
    return List.copyOf(points);
  }
}
