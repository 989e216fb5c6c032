package io.rtmkit.loadtest.compare;

import io.rtmkit.loadtest.compare.peer.RtmPeer;
import io.rtmkit.loadtest.compare.work.Outcome;
import io.rtmkit.loadtest.report.Latency;
import io.rtmkit.loadtest.report.Report;
import io.rtmkit.loadtest.threshold.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Puts what a comparison has measured into a report. One thread. */
final class CompareReport {
  private static final String OURS = RtmPeer.NAME;

  private final Outcome outcome;

  CompareReport(Outcome outcome) {
    this.outcome = outcome;
  }

  /** What our server has lost, doubled, put out of order or damaged. */
  long wrong() {
    return outcome.rows().stream()
        .filter(row -> row.peer().startsWith(OURS))
        .mapToLong(row -> row.figures().getOrDefault("wrong", 0.0).longValue())
        .sum();
  }

  /** What a terminal shows: the medians of each work, and the ratios last. */
  void tell(Report report) {
    outcome.works().forEach(work -> tellMedians(report, work));
    List<List<String>> ratios = new ArrayList<>();
    outcome.works().forEach(work -> addRatios(ratios, work));
    if (!ratios.isEmpty()) {
      report.table(
          "Ratios of RTMKit to each, round by round",
          List.of("work", "ratio", "median", "lowest to highest", "of what", "better is"),
          ratios);
    }
  }

  /** What only files have room for. */
  void tellTheRest(Report report) {
    long wrong = wrong();
    report.verdict(new Verdict(OURS + " wrong == 0", Long.toString(wrong), wrong == 0));
    outcome.works().forEach(work -> tellLatencies(report, work));
    new CompareCharts(outcome).tell(report);
    outcome.works().forEach(work -> tellRounds(report, work));
  }

  private void tellLatencies(Report report, String work) {
    for (Outcome.Timed timed : outcome.timed(work)) {
      double perSecond = timed.nanos().getTotalCount() / timed.seconds();
      String name = fileName(timed.peer() + " " + work);
      report.latency(new Latency(name, work, timed.nanos(), perSecond));
    }
  }

  /** Latencies become names of files. */
  static String fileName(String text) {
    return text.toLowerCase(Locale.ROOT).replace(",", "").replaceAll("[^a-z0-9]+", "-");
  }

  private void tellMedians(Report report, String work) {
    List<String> header = new ArrayList<>(List.of(""));
    header.addAll(outcome.figures(work));
    List<List<String>> rows = new ArrayList<>();
    for (String peer : outcome.peers(work)) {
      List<String> row = new ArrayList<>(List.of(peer));
      for (String figure : outcome.figures(work)) {
        Outcome.Spread spread = outcome.spread(work, peer, figure);
        row.add(spread == null ? "" : number(spread.median()));
      }
      rows.add(row);
    }
    report.table(work + " (medians)", header, rows);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, Math.abs(value) >= 1_000 ? "%,.0f" : "%.3f", value);
  }

  private void addRatios(List<List<String>> rows, String work) {
    Outcome.Judged judged = outcome.judged(work);
    for (String ours : outcome.peers(work)) {
      for (String other : outcome.peers(work)) {
        Outcome.Spread ratio =
            isCompared(ours, other) ? outcome.ratio(work, ours, other, judged.figure()) : null;
        if (ratio != null) {
          rows.add(
              List.of(
                  work,
                  ours + " / " + other,
                  String.format(Locale.ROOT, "%.2f", ratio.median()),
                  String.format(Locale.ROOT, "%.2f to %.2f", ratio.min(), ratio.max()),
                  judged.figure(),
                  judged.lessIsBetter() ? "less" : "more"));
        }
      }
    }
  }

  /** Ours with everybody else, its variants with ours. */
  private static boolean isCompared(String one, String other) {
    return one.equals(OURS) ? !other.startsWith(OURS) : one.startsWith(OURS) && other.equals(OURS);
  }

  /** Every measurement, written for other programs: digits and a point. */
  private void tellRounds(Report report, String work) {
    List<String> header = new ArrayList<>(List.of("round", "peer"));
    header.addAll(outcome.figures(work));
    List<List<String>> rows = new ArrayList<>();
    for (Outcome.Row measured : outcome.rows()) {
      if (measured.work().equals(work)) {
        List<String> row = new ArrayList<>(List.of("" + measured.round(), measured.peer()));
        for (String figure : outcome.figures(work)) {
          Double value = measured.figures().get(figure);
          row.add(value == null ? "" : String.format(Locale.ROOT, "%.3f", value));
        }
        rows.add(row);
      }
    }
    report.table(work + " (every round)", header, rows);
  }
}
