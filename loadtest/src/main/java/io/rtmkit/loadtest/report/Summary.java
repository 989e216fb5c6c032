package io.rtmkit.loadtest.report;

import io.rtmkit.loadtest.threshold.Quantity;
import io.rtmkit.loadtest.threshold.Verdict;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** A report for a terminal. Stateless. */
public final class Summary {
  private Summary() {}

  public static void print(Report report, PrintWriter out) {
    out.println(report.title());
    report.facts().forEach((name, value) -> out.printf(Locale.ROOT, "  %-24s %s%n", name, value));
    printLatencies(report.latencies(), out);
    for (Table table : report.tables()) {
      out.println();
      out.println(table.title());
      printTable(table.header(), table.rows(), out);
    }
    if (!report.counters().isEmpty()) {
      out.println();
      report
          .counters()
          .forEach((name, count) -> out.printf(Locale.ROOT, "  %-30s %,12d%n", name, count));
    }
    printVerdicts(report, out);
    out.flush();
  }

  private static void printLatencies(List<Latency> latencies, PrintWriter out) {
    if (latencies.isEmpty()) {
      return;
    }
    List<String> header = new ArrayList<>(List.of("latency", "count", "rate"));
    Percentiles.SHOWN.forEach(percentile -> header.add(Percentiles.name(percentile)));
    header.add("max");
    List<List<String>> rows = new ArrayList<>();
    for (Latency latency : latencies) {
      Histogram nanos = latency.nanos();
      List<String> row = new ArrayList<>();
      row.add(latency.name());
      row.add(Quantity.COUNT.text((double) nanos.getTotalCount()));
      row.add(Quantity.RATE.text(latency.perSecond()));
      for (double percentile : Percentiles.SHOWN) {
        row.add(Quantity.NANOS.text((double) nanos.getValueAtPercentile(percentile)));
      }
      row.add(Quantity.NANOS.text((double) nanos.getMaxValue()));
      rows.add(row);
    }
    out.println();
    printTable(header, rows, out);
  }

  /** The first column to the left, the others to the right. */
  private static void printTable(List<String> header, List<List<String>> rows, PrintWriter out) {
    List<List<String>> all = new ArrayList<>(List.of(header));
    all.addAll(rows);
    for (List<String> row : all) {
      StringBuilder line = new StringBuilder("  ");
      for (int i = 0; i < row.size(); i++) {
        int column = i;
        int width =
            all.stream()
                .mapToInt(r -> column < r.size() ? r.get(column).length() : 0)
                .max()
                .orElse(1);
        String format = i == 0 ? "%-" + Math.max(1, width) + "s" : "  %" + Math.max(1, width) + "s";
        line.append(String.format(Locale.ROOT, format, row.get(i)));
      }
      out.println(line.toString().stripTrailing());
    }
  }

  private static void printVerdicts(Report report, PrintWriter out) {
    if (report.verdicts().isEmpty()) {
      return;
    }
    out.println();
    for (Verdict verdict : report.verdicts()) {
      out.printf(
          Locale.ROOT,
          "  %-6s %s (%s)%n",
          verdict.passed() ? "passed" : "MISSED",
          verdict.threshold(),
          verdict.actual());
    }
    out.println(report.passed() ? "PASSED" : "MISSED");
  }
}
