package io.rtmkit.loadtest.report;

import io.rtmkit.loadtest.threshold.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run has to tell: facts, latencies, counters, verdicts, charts and tables, in the order in
 * which they were added. One thread.
 */
public final class Report {
  private final String title;
  private final Map<String, String> facts = new LinkedHashMap<>();
  private final List<Latency> latencies = new ArrayList<>();
  private final Map<String, Long> counters = new LinkedHashMap<>();
  private final List<Verdict> verdicts = new ArrayList<>();
  private final List<Chart> charts = new ArrayList<>();
  private final List<Table> tables = new ArrayList<>();

  public Report(String title) {
    this.title = title;
  }

  public Report fact(String name, String value) {
    facts.put(name, value);
    return this;
  }

  public Report latency(Latency latency) {
    latencies.add(latency);
    return this;
  }

  public Report counter(String name, long value) {
    counters.put(name, value);
    return this;
  }

  public Report verdict(Verdict verdict) {
    verdicts.add(verdict);
    return this;
  }

  public Report chart(Chart chart) {
    charts.add(chart);
    return this;
  }

  public Report table(String tableTitle, List<String> header, List<List<String>> rows) {
    tables.add(new Table(tableTitle, header, rows));
    return this;
  }

  /**
   * Takes in the report of a part, under names that begin with the part's.
   *
   * @param from when the part began, in seconds of this report
   */
  public void include(String part, double from, Report other) {
    other.facts.forEach((name, value) -> facts.put(part + ": " + name, value));
    other.latencies.forEach(latency -> latencies.add(latency.in(part)));
    other.counters.forEach((name, value) -> counters.put(part + "." + name, value));
    for (Verdict verdict : other.verdicts) {
      String threshold = part + ": " + verdict.threshold();
      verdicts.add(new Verdict(threshold, verdict.actual(), verdict.passed()));
    }
    other.charts.forEach(chart -> charts.add(chart.in(part, from)));
    for (Table table : other.tables) {
      tables.add(new Table(part + ": " + table.title(), table.header(), table.rows()));
    }
  }

  public String title() {
    return title;
  }

  public Map<String, String> facts() {
    return facts;
  }

  public List<Latency> latencies() {
    return latencies;
  }

  public Map<String, Long> counters() {
    return counters;
  }

  public List<Verdict> verdicts() {
    return verdicts;
  }

  public List<Chart> charts() {
    return charts;
  }

  public List<Table> tables() {
    return tables;
  }

  /** Whether no threshold is missed. */
  public boolean passed() {
    return verdicts.stream().allMatch(Verdict::passed);
  }
}
