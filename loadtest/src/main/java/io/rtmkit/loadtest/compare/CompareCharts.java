package io.rtmkit.loadtest.compare;

import io.rtmkit.loadtest.compare.work.IdleWork;
import io.rtmkit.loadtest.compare.work.Outcome;
import io.rtmkit.loadtest.report.Chart;
import io.rtmkit.loadtest.report.Report;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;

/** The charts of a comparison; all show medians. One thread. */
final class CompareCharts {
  private final Outcome outcome;

  CompareCharts(Outcome outcome) {
    this.outcome = outcome;
  }

  void tell(Report report) {
    outcome
        .growths()
        .forEach(
            (ofWhat, works) -> {
              if (works.size() > 1) {
                report.chart(growth(ofWhat, works));
              }
            });
    for (String work : outcome.works()) {
      if (outcome.peers(work).size() > 1) { // one bar says no more than the table
        report.chart(bars(work, outcome.judged(work).figure()));
        if (outcome.figures(work).contains(IdleWork.RESIDENT)) {
          report.chart(bars(work, IdleWork.RESIDENT));
        }
      }
    }
  }

  private Chart bars(String work, String figure) {
    List<String> peers = new ArrayList<>();
    List<Double> medians = new ArrayList<>();
    for (String peer : outcome.peers(work)) {
      Outcome.Spread spread = outcome.spread(work, peer, figure);
      if (spread != null) {
        peers.add(peer);
        medians.add(spread.median());
      }
    }
    return Chart.bars(
        CompareReport.fileName(work + " " + figure),
        work,
        figure,
        peers,
        List.of(new Chart.Series(figure, medians)));
  }

  /** A group of bars for each number, in which each peer has one. */
  private Chart growth(String ofWhat, SortedMap<Integer, String> works) {
    String figure = outcome.judged(works.values().iterator().next()).figure();
    Set<String> peers = new LinkedHashSet<>();
    works.values().forEach(work -> peers.addAll(outcome.peers(work)));
    List<Chart.Series> series = new ArrayList<>();
    for (String peer : peers) {
      List<Double> medians = new ArrayList<>();
      for (String work : works.values()) {
        Outcome.Spread spread = outcome.spread(work, peer, figure);
        medians.add(spread == null ? Double.NaN : spread.median());
      }
      series.add(new Chart.Series(peer, medians));
    }
    List<String> numbers =
        works.keySet().stream().map(number -> String.format(Locale.ROOT, "%,d", number)).toList();
    return Chart.bars(
        CompareReport.fileName("growth " + ofWhat),
        "How cost grows with " + ofWhat,
        figure,
        numbers,
        series);
  }
}
