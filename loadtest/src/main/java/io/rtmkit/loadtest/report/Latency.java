package io.rtmkit.loadtest.report;

import org.HdrHistogram.Histogram;

/**
 * A latency of a report.
 *
 * @param meaning from what to what, for people
 * @param nanos all values; not changed any more
 */
public record Latency(String name, String meaning, Histogram nanos, double perSecond) {
  Latency in(String part) {
    return new Latency(part + "." + name, meaning, nanos, perSecond);
  }
}
