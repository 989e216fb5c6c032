package io.rtmkit.loadtest.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.rtmkit.loadtest.threshold.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import org.jspecify.annotations.Nullable;

/** Everything as JSON; latencies in microseconds. Stateless. */
final class JsonFile implements ReportFile {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final int TICKS_PER_HALF = 5;

  @Override
  public void write(Report report, Path file) throws IOException {
    Files.writeString(file, text(report) + "\n");
  }

  static String text(Report report) throws IOException {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("title", report.title());
    root.put("passed", report.passed());
    root.put("facts", report.facts());
    root.put("thresholds", report.verdicts().stream().map(JsonFile::verdict).toList());
    root.put("latencies", report.latencies().stream().map(JsonFile::latency).toList());
    root.put("counters", report.counters());
    root.put("charts", report.charts().stream().map(JsonFile::chart).toList());
    root.put("tables", report.tables());
    return MAPPER.writeValueAsString(root);
  }

  private static Map<String, Object> verdict(Verdict verdict) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("threshold", verdict.threshold());
    map.put("actual", verdict.actual());
    map.put("passed", verdict.passed());
    return map;
  }

  private static Map<String, Object> latency(Latency latency) {
    Histogram nanos = latency.nanos();
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", latency.name());
    map.put("meaning", latency.meaning());
    map.put("unit", "us");
    map.put("count", nanos.getTotalCount());
    map.put("perSecond", round(latency.perSecond()));
    map.put("min", nanos.getTotalCount() == 0 ? 0 : micros((double) nanos.getMinValue()));
    map.put("mean", micros(nanos.getMean()));
    for (double percentile : Percentiles.SHOWN) {
      map.put(
          Percentiles.name(percentile), micros((double) nanos.getValueAtPercentile(percentile)));
    }
    map.put("max", micros((double) nanos.getMaxValue()));
    map.put("percentiles", curve(nanos));
    return map;
  }

  /** Pairs of percentile and value, closer and closer to 100. */
  private static List<List<Double>> curve(Histogram nanos) {
    List<List<Double>> curve = new ArrayList<>();
    for (HistogramIterationValue value : nanos.percentiles(TICKS_PER_HALF)) {
      curve.add(
          List.of(
              value.getPercentileLevelIteratedTo(), micros((double) value.getValueIteratedTo())));
    }
    return curve;
  }

  private static Map<String, Object> chart(Chart chart) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", chart.name());
    map.put("title", chart.title());
    map.put("unit", chart.unit());
    map.put("kind", chart.isOverTime() ? "time" : "bars");
    map.put("x", chart.isOverTime() ? rounded(chart.seconds()) : chart.labels());
    List<Map<String, Object>> series = new ArrayList<>();
    for (Chart.Series each : chart.series()) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("name", each.name());
      line.put("values", rounded(each.values()));
      series.add(line);
    }
    map.put("series", series);
    return map;
  }

  /** What is no number is null: JSON has no other word for it. */
  private static List<@Nullable Double> rounded(List<Double> values) {
    List<@Nullable Double> rounded = new ArrayList<>();
    values.forEach(value -> rounded.add(value.isNaN() ? null : Double.valueOf(round(value))));
    return rounded;
  }

  private static double micros(double nanos) {
    return round(nanos / 1_000);
  }

  private static double round(double value) {
    return Math.round(value * 1_000) / 1_000.0;
  }
}
