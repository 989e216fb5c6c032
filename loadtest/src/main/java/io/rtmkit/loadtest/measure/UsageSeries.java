package io.rtmkit.loadtest.measure;

import io.rtmkit.loadtest.process.ProcessUsage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a process has used, second for second. One thread. */
public final class UsageSeries {
  /**
   * A second of it. Immutable.
   *
   * @param second from the beginning of what is measured
   * @param cpuPercent of one core
   */
  public record Point(double second, double cpuPercent, long residentBytes) {}

  private final ServerUsage usage;
  private final List<Point> points = new ArrayList<>();
  private @Nullable ProcessUsage first;
  private @Nullable ProcessUsage last;
  private long firstNanos;
  private long lastNanos;

  public UsageSeries(ServerUsage usage) {
    this.usage = usage;
  }

  /** Looks; a process that tells nothing now leaves a hole. */
  public void sample(double second) throws InterruptedException {
    ProcessUsage now;
    try {
      now = usage.now();
    } catch (IOException e) {
      return; // the next look covers this second too
    }
    long nanos = System.nanoTime();
    if (first == null) {
      first = now;
      firstNanos = nanos;
    }
    if (last != null) {
      double share = (double) (now.cpuNanos() - last.cpuNanos()) / (nanos - lastNanos);
      points.add(new Point(second, share * 100, now.residentBytes()));
    }
    last = now;
    lastNanos = nanos;
  }

  public List<Point> points() {
    return points;
  }

  /** Processor time between the first and the last look. */
  public long cpuNanos() {
    return first == null || last == null ? 0 : last.cpuNanos() - first.cpuNanos();
  }

  /** On average, percent of one core. */
  public double cpuPercent() {
    return lastNanos == firstNanos ? 0 : 100.0 * cpuNanos() / (lastNanos - firstNanos);
  }

  public long mostBytes() {
    return points.stream().mapToLong(Point::residentBytes).max().orElse(0);
  }
}
