package io.rtmkit.loadtest.compare.work;

import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Turns slices into figures. Stateless. */
final class Slices {
  private static final double MILLI = 1e6;

  private Slices() {}

  /**
   * How much was done, and at what cost; judged by what one second of the server's processor does.
   */
  static Map<String, Double> throughput(Slice slice) {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("per server CPU-s", slice.perServerSecond());
    figures.put("per second", slice.perSecond());
    figures.put("server ns each", slice.serverNanosEach());
    addCores(figures, slice);
    return figures;
  }

  /** How long it took; judged by the 99th percentile. */
  static Map<String, Double> latency(Slice slice) {
    Map<String, Double> figures = new LinkedHashMap<>();
    Histogram histogram = slice.latency();
    figures.put("p99 ms", histogram.getValueAtPercentile(99) / MILLI);
    figures.put("p50 ms", histogram.getValueAtPercentile(50) / MILLI);
    figures.put("p99.9 ms", histogram.getValueAtPercentile(99.9) / MILLI);
    figures.put("max ms", histogram.getMaxValue() / MILLI);
    figures.put("per second", slice.perSecond());
    addCores(figures, slice);
    return figures;
  }

  private static void addCores(Map<String, Double> figures, Slice slice) {
    figures.put("server cores", slice.serverNanos() / 1e9 / slice.seconds());
    figures.put("driver cores", slice.driverNanos() / 1e9 / slice.seconds());
    figures.put("other cores", slice.foreignNanos() / 1e9 / slice.seconds());
    figures.put("wrong", (double) slice.wrong());
  }
}
