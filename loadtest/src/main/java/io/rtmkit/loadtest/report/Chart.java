package io.rtmkit.loadtest.report;

import java.util.List;

/**
 * A chart of a report: lines over time, or bars. Immutable.
 *
 * @param name short, for columns of files
 * @param seconds the times of lines; empty for bars
 * @param labels the names of groups of bars; empty for lines
 */
public record Chart(
    String name,
    String title,
    String unit,
    List<Double> seconds,
    List<String> labels,
    List<Series> series) {
  /** One line, or one bar of each group: as many values as times or labels, NaN for none. */
  public record Series(String name, List<Double> values) {}

  public static Chart overTime(
      String name, String title, String unit, List<Double> seconds, List<Series> series) {
    return new Chart(name, title, unit, seconds, List.of(), series);
  }

  public static Chart bars(
      String name, String title, String unit, List<String> labels, List<Series> series) {
    return new Chart(name, title, unit, List.of(), labels, series);
  }

  boolean isOverTime() {
    return labels.isEmpty();
  }

  /** The same for a part of a run that began after so many seconds. */
  Chart in(String part, double from) {
    List<Double> later = seconds.stream().map(second -> second + from).toList();
    return new Chart(part + "." + name, part + ": " + title, unit, later, labels, series);
  }
}
