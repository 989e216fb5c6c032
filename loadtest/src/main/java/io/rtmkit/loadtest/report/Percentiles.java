package io.rtmkit.loadtest.report;

import java.util.List;

/** The percentiles that summaries show. Stateless. */
final class Percentiles {
  static final List<Double> SHOWN = List.of(50.0, 90.0, 99.0, 99.9, 99.99);

  private Percentiles() {}

  /** As "p99.9". */
  static String name(double percentile) {
    return "p" + Double.toString(percentile).replaceAll("\\.0$", "");
  }
}
