package io.rtmkit.loadtest.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The charts over time as one table with a row for each second; the tables of a report that has no
 * such chart, under their titles if there are several. Stateless.
 */
final class CsvFile implements ReportFile {
  @Override
  public void write(Report report, Path file) throws IOException {
    List<Chart> charts = report.charts().stream().filter(Chart::isOverTime).toList();
    Files.write(file, charts.isEmpty() ? tables(report) : seconds(charts));
  }

  private static List<String> seconds(List<Chart> charts) {
    List<String> columns = new ArrayList<>();
    Map<Double, Map<String, Double>> rows = new TreeMap<>();
    for (Chart chart : charts) {
      for (Chart.Series series : chart.series()) {
        String column = chart.name() + "." + series.name() + " (" + chart.unit() + ")";
        columns.add(column);
        for (int i = 0; i < series.values().size(); i++) {
          rows.computeIfAbsent(chart.seconds().get(i), second -> new LinkedHashMap<>())
              .put(column, series.values().get(i));
        }
      }
    }
    List<String> lines = new ArrayList<>();
    lines.add("second," + line(columns));
    rows.forEach(
        (second, values) ->
            lines.add(
                number(second)
                    + ","
                    + columns.stream()
                        .map(column -> values.containsKey(column) ? number(values.get(column)) : "")
                        .collect(Collectors.joining(","))));
    return lines;
  }

  private static List<String> tables(Report report) {
    List<String> lines = new ArrayList<>();
    for (Table table : report.tables()) {
      if (!lines.isEmpty()) {
        lines.add("");
      }
      if (report.tables().size() > 1) {
        lines.add(cell(table.title()));
      }
      lines.add(line(table.header()));
      table.rows().forEach(row -> lines.add(line(row)));
    }
    return lines;
  }

  private static String line(List<String> cells) {
    return cells.stream().map(CsvFile::cell).collect(Collectors.joining(","));
  }

  private static String cell(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.3f", value);
  }
}
