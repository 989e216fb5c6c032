package io.rtmkit.loadtest.chaos;

import io.rtmkit.loadtest.check.Call;
import io.rtmkit.loadtest.check.CallKind;
import io.rtmkit.loadtest.check.Gap;
import io.rtmkit.loadtest.check.History;
import io.rtmkit.loadtest.check.Spans.Span;
import io.rtmkit.loadtest.check.Verdict;
import io.rtmkit.loadtest.check.Violation;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a run tells of itself: figures, what is wrong, and the line that sums up. One thread. */
final class ChaosReport {
  private static final int SHOWN = 50;

  private final ChaosPlan plan;
  private final PrintWriter out;
  private final List<String> problems = new ArrayList<>();
  private final Map<Fault, List<Long>> allBack = new EnumMap<>(Fault.class);
  private final Map<Fault, List<Long>> down = new EnumMap<>(Fault.class);
  private long talkedMicros;

  ChaosReport(ChaosPlan plan, PrintWriter out) {
    this.plan = plan;
    this.out = out;
  }

  /** The run itself did not go as it should. */
  void failed(String problem) {
    problems.add(problem);
  }

  /** A fault is over; times of the run's clock. */
  void recovered(Fault fault, long begin, long running, long back) {
    down.computeIfAbsent(fault, f -> new ArrayList<>()).add(running - begin);
    allBack.computeIfAbsent(fault, f -> new ArrayList<>()).add(back - begin);
  }

  void talked(long micros) {
    talkedMicros = micros;
  }

  /** Prints everything; answers whether all went well. */
  boolean print(Crowd crowd, Verdict verdict, Path files) {
    boolean passed = verdict.isClean() && problems.isEmpty();
    List<History.Snapshot> clients = crowd.histories().stream().map(History::snapshot).toList();
    printRun(crowd);
    printTimes(clients);
    printTraffic(clients);
    problems.forEach(problem -> out.println("FAILED: " + problem));
    verdict.violations().stream().limit(SHOWN).map(Violation::toString).forEach(out::println);
    if (verdict.violationCount() > SHOWN) {
      out.println("... and " + (verdict.violationCount() - SHOWN) + " more violations");
    }
    if (!passed) {
      out.println("what the servers said is in " + files);
    }
    out.println(verdict.summary());
    return passed;
  }

  private void printRun(Crowd crowd) {
    String store = plan.store().toString().toLowerCase(Locale.ROOT);
    line("store", store + ", seed " + plan.seed());
    line("users", plan.users() + ", " + crowd.comers().size() + " of them come and go");
    line("channels", Integer.toString(plan.channels()));
    line("rounds", plan.rounds() + " in " + seconds(talkedMicros));
    if (crowd.size() > Traffic.MAX_RECORDS) {
      line("note", "nothing was sent any more after " + Traffic.MAX_RECORDS + " records");
    }
  }

  private void printTimes(List<History.Snapshot> clients) {
    down.forEach((fault, times) -> line(fault.toString(), spread(times) + " until it ran again"));
    allBack.forEach(
        (fault, times) -> line(fault.toString(), spread(times) + " until all clients were back"));
    List<Long> outages = new ArrayList<>();
    for (History.Snapshot client : clients) {
      for (Span outage : client.outages().list()) {
        outages.add(outage.to() - outage.from());
      }
    }
    line("one client", spread(outages) + " without a connection");
  }

  private void printTraffic(List<History.Snapshot> clients) {
    Map<Integer, Integer> peer = new TreeMap<>();
    Map<Integer, Integer> channel = new TreeMap<>();
    long callbacks = 0;
    long gaps = 0;
    long lost = 0;
    for (History.Snapshot client : clients) {
      for (Call call : client.calls()) {
        if (call.message() != null) {
          (call.kind() == CallKind.SEND_TO_PEER ? peer : channel)
              .merge(call.code(), 1, Integer::sum);
        }
      }
      callbacks += client.received().size();
      gaps += client.gaps().size();
      lost += client.gaps().stream().filter(Gap::membershipLost).count();
    }
    line("answers", "to peer messages " + peer + ", to channel messages " + channel);
    line("callbacks", callbacks + " messages told, " + gaps + " gaps, " + lost + " members lost");
  }

  private void line(String name, String value) {
    out.println(String.format(Locale.ROOT, "%-22s%s", name, value));
  }

  private static String spread(List<Long> micros) {
    if (micros.isEmpty()) {
      return "never";
    }
    List<Long> sorted = micros.stream().sorted().toList();
    long median = sorted.get(sorted.size() / 2);
    long max = sorted.get(sorted.size() - 1);
    return "median " + seconds(median) + ", max " + seconds(max);
  }

  private static String seconds(long micros) {
    return String.format(Locale.ROOT, "%.2f s", micros / 1_000_000.0);
  }
}
