package io.rtmkit.server.metrics;

import java.time.Duration;
import java.util.Arrays;

/** The bounds of the histograms: few, so that a scrape stays small. Constants. */
final class Buckets {
  private static final long[] MICROS = {
    500,
    1_000,
    2_500,
    5_000,
    10_000,
    25_000,
    50_000,
    100_000,
    250_000,
    500_000,
    1_000_000,
    2_500_000,
    5_000_000,
    10_000_000
  };

  /** Numbers of receivers. */
  private static final double[] RECEIVERS = {1, 3, 10, 30, 100, 300, 1_000, 3_000, 10_000, 100_000};

  private Buckets() {}

  /** From half a millisecond to ten seconds. */
  static Duration[] times() {
    return Arrays.stream(MICROS)
        .mapToObj(micros -> Duration.ofNanos(micros * 1_000))
        .toArray(Duration[]::new);
  }

  static double[] receivers() {
    return RECEIVERS.clone();
  }
}
