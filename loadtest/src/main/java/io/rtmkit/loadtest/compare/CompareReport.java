package io.rtmkit.loadtest.compare;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.rtmkit.loadtest.compare.peer.RtmPeer;
import io.rtmkit.loadtest.compare.work.Outcome;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a comparison says in the end. One thread. */
final class CompareReport {
  private static final String OURS = RtmPeer.NAME;

  private final Outcome outcome;

  CompareReport(Outcome outcome) {
    this.outcome = outcome;
  }

  /** Whether nothing was lost, doubled, out of order or damaged by our server. */
  boolean isRight() {
    return outcome.rows().stream()
        .filter(row -> row.peer().startsWith(OURS))
        .allMatch(row -> row.figures().getOrDefault("wrong", 0.0) == 0);
  }

  void print(PrintWriter out) {
    for (String work : outcome.works()) {
      printFigures(out, work);
    }
    out.println();
    out.println("ratios of RTMKit to each, round by round: median (lowest to highest)");
    for (String work : outcome.works()) {
      printRatios(out, work);
    }
    out.flush();
  }

  private void printFigures(PrintWriter out, String work) {
    out.printf("%n%s (medians)%n%-14s", work, "");
    for (String figure : outcome.figures(work)) {
      out.printf(" %18s", figure);
    }
    out.println();
    for (String peer : outcome.peers(work)) {
      out.printf("%-14s", peer);
      for (String figure : outcome.figures(work)) {
        Outcome.Spread spread = outcome.spread(work, peer, figure);
        out.printf(" %18s", spread == null ? "" : number(spread.median()));
      }
      out.println();
    }
  }

  private static String number(double value) {
    return Math.abs(value) >= 1_000 ? "%,.0f".formatted(value) : "%.3f".formatted(value);
  }

  private void printRatios(PrintWriter out, String work) {
    Outcome.Judged judged = outcome.judged(work);
    for (String ours : outcome.peers(work)) {
      for (String other : outcome.peers(work)) {
        Outcome.Spread ratio =
            isCompared(ours, other) ? outcome.ratio(work, ours, other, judged.figure()) : null;
        if (ratio != null) {
          out.printf(
              "%-44s %-14s / %-10s %7.2f (%.2f to %.2f), %s, %s is better%n",
              work,
              ours,
              other,
              ratio.median(),
              ratio.min(),
              ratio.max(),
              judged.figure(),
              judged.lessIsBetter() ? "less" : "more");
        }
      }
    }
  }

  /** Ours with everybody else, its variants with ours. */
  private static boolean isCompared(String one, String other) {
    return one.equals(OURS) ? !other.startsWith(OURS) : one.startsWith(OURS) && other.equals(OURS);
  }

  /** Writes every measurement, for other programs. */
  void writeJson(Path file) throws IOException {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("java", Runtime.version().toString());
    document.put("processors", Runtime.getRuntime().availableProcessors());
    document.put("rows", outcome.rows());
    new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), document);
  }
}
