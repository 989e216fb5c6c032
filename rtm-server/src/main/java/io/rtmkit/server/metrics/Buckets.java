package io.rtmkit.server.metrics;

import io.rtmkit.server.core.port.TimeCounts;
import java.time.Duration;
import java.util.Arrays;

/** The bounds of the histograms: few, so that a scrape stays small. Constants. */
final class Buckets {
  /** Numbers of receivers. */
  private static final double[] RECEIVERS = {1, 3, 10, 30, 100, 300, 1_000, 3_000, 10_000, 100_000};

  private Buckets() {}

  /** From half a millisecond to ten seconds. */
  static Duration[] times() {
    return Arrays.stream(TimeCounts.bounds()).mapToObj(Duration::ofNanos).toArray(Duration[]::new);
  }

  static double[] receivers() {
    return RECEIVERS.clone();
  }
}
