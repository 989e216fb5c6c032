package io.rtmkit.server.metrics;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.rtmkit.server.core.port.TimeCounts;
import java.util.Map;

/**
 * Shows Prometheus times that others count, as one histogram. Immutable.
 *
 * @param name as Prometheus has it, with its unit
 * @param tag the label that says whose times they are
 * @param times by the value of the label; no label if it is empty
 */
record CountedTimes(String name, String description, String tag, Map<String, TimeCounts> times) {
  HistogramSnapshot snapshot() {
    HistogramSnapshot.Builder all = HistogramSnapshot.builder().name(name).help(description);
    times.forEach((whose, counted) -> all.dataPoint(point(whose, counted)));
    return all.build();
  }

  private HistogramDataPointSnapshot point(String whose, TimeCounts counted) {
    long[] bounds = TimeCounts.bounds();
    long[] counts = counted.counts();
    ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
    for (int i = 0; i < bounds.length; i++) {
      buckets.bucket(bounds[i] / 1e9, counts[i]);
    }
    buckets.bucket(Double.POSITIVE_INFINITY, counts[bounds.length]);
    return HistogramDataPointSnapshot.builder()
        .labels(whose.isEmpty() ? Labels.EMPTY : Labels.of(tag, whose))
        .classicHistogramBuckets(buckets.build())
        .sum(counted.nanos() / 1e9)
        .build();
  }
}
