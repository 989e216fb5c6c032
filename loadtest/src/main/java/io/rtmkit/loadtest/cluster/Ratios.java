package io.rtmkit.loadtest.cluster;

import io.rtmkit.loadtest.report.Report;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What one site and the other achieved at one job, round by round. One thread. */
final class Ratios {
  private final String title;
  private final Map<String, List<Double>> single = new LinkedHashMap<>();
  private final Map<String, List<Double>> several = new LinkedHashMap<>();

  Ratios(String title) {
    this.title = title;
  }

  /** One round: what the single server achieved, and what several did. */
  void add(Map<String, Double> ofSingle, Map<String, Double> ofSeveral) {
    ofSingle.forEach((name, value) -> values(single, name).add(value));
    ofSeveral.forEach((name, value) -> values(several, name).add(value));
  }

  private static List<Double> values(Map<String, List<Double>> of, String name) {
    return of.computeIfAbsent(name, n -> new ArrayList<>());
  }

  /** Adds a table: medians, and the median of the ratios with the lowest and the highest. */
  void tell(Report report, String nameOfSingle, String nameOfSeveral) {
    List<List<String>> rows = new ArrayList<>();
    single.forEach(
        (name, values) -> {
          List<Double> others = values(several, name);
          List<Double> ratios = new ArrayList<>();
          for (int i = 0; i < values.size(); i++) {
            ratios.add(others.get(i) / values.get(i));
          }
          rows.add(List.of(name, text(median(values)), text(median(others)), spread(ratios)));
        });
    report.table(title, List.of("", nameOfSingle, nameOfSeveral, "ratio"), rows);
  }

  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** Nothing can be said of what the single server does not do at all. */
  private static String spread(List<Double> ratios) {
    if (ratios.stream().anyMatch(ratio -> ratio.isInfinite() || ratio.isNaN())) {
      return "";
    }
    List<Double> sorted = ratios.stream().sorted().toList();
    return "%s (%s to %s)"
        .formatted(
            ratio(median(ratios)), ratio(sorted.get(0)), ratio(sorted.get(sorted.size() - 1)));
  }

  private static String ratio(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  private static String text(double value) {
    return String.format(Locale.ROOT, value >= 1_000 ? "%,.0f" : "%.2f", value);
  }
}
