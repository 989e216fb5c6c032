package io.rtmkit.loadtest.chaos;

import io.rtmkit.loadtest.check.Call;
import io.rtmkit.loadtest.check.CallKind;
import io.rtmkit.loadtest.check.Checker;
import io.rtmkit.loadtest.check.Gap;
import io.rtmkit.loadtest.check.History;
import io.rtmkit.loadtest.check.InvitationStep;
import io.rtmkit.loadtest.check.InvitationStep.Side;
import io.rtmkit.loadtest.check.Received;
import io.rtmkit.loadtest.check.Verdict;
import io.rtmkit.loadtest.check.Violation;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a run tells of itself: figures, what is wrong, and the line that sums up. One thread. */
final class ChaosReport {
  private static final int SHOWN = 50;
  private static final int PROGRESS = 10;

  private final ChaosPlan plan;
  private final PrintWriter out;
  private final PrintWriter err;
  private final FaultTimes times = new FaultTimes();
  private final List<String> problems = new ArrayList<>();
  private int rounds;
  private long talkedMicros;

  /**
   * A report without anything to tell yet.
   *
   * @param out for the report
   * @param err for the progress
   */
  ChaosReport(ChaosPlan plan, PrintWriter out, PrintWriter err) {
    this.plan = plan;
    this.out = out;
    this.err = err;
  }

  FaultTimes times() {
    return times;
  }

  /** The run itself did not go as it should. */
  void failed(String problem) {
    problems.add(problem);
  }

  /** A round has struck; times of the run's clock. */
  void struck(Fault fault, long begin, long running) {
    times.struck(fault, begin, running);
    rounds++;
    if (rounds % PROGRESS == 0) {
      err.println("round " + rounds + " of " + plan.rounds());
      err.flush();
    }
  }

  void talked(long micros) {
    talkedMicros = micros;
  }

  /** Prints everything; answers whether all went well. */
  boolean print(Crowd crowd, Verdict verdict, Path files) {
    boolean passed = verdict.isClean() && problems.isEmpty();
    List<History.Snapshot> clients = crowd.histories().stream().map(History::snapshot).toList();
    printRun(crowd);
    times.lines(clients, plan.store().keeps()).forEach(this::line);
    printTraffic(clients);
    if (plan.isCluster()) {
      printSessions(crowd, clients);
    }
    if (!passed) {
      times.log().forEach(out::println);
    }
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
    String servers = plan.isCluster() ? ", " + plan.nodes() + " servers" : "";
    String store = plan.store().toString().toLowerCase(Locale.ROOT);
    line("store", store + servers + ", seed " + plan.seed());
    line("users", plan.users() + ", " + crowd.comers().size() + " of them come and go");
    line("channels", Integer.toString(plan.channels()));
    line("rounds", plan.rounds() + " in " + FaultTimes.seconds(talkedMicros));
    if (crowd.size() > Traffic.MAX_RECORDS) {
      line("note", "nothing was sent any more after " + Traffic.MAX_RECORDS + " records");
    }
  }

  private void printTraffic(List<History.Snapshot> clients) {
    Map<Integer, Integer> toPeers = new TreeMap<>();
    Map<Integer, Integer> toChannels = new TreeMap<>();
    long told = 0;
    long kept = 0;
    long gaps = 0;
    long lost = 0;
    for (History.Snapshot client : clients) {
      for (Call call : client.calls()) {
        if (call.message() != null) {
          boolean toPeer = call.kind() == CallKind.SEND_TO_PEER;
          (toPeer ? toPeers : toChannels).merge(call.code(), 1, Integer::sum);
        }
      }
      told += client.received().size();
      kept += client.received().stream().filter(Received::offline).count();
      gaps += client.gaps().size();
      lost += client.gaps().stream().filter(Gap::membershipLost).count();
    }
    line("answers", "peer messages " + toPeers + ", channel messages " + toChannels);
    line("messages told", told + ", " + kept + " of them kept for who was away");
    line("channels told", gaps + " gaps, " + lost + " memberships lost");
  }

  private void printSessions(Crowd crowd, List<History.Snapshot> clients) {
    long made = 0;
    Map<Integer, Integer> logins = new TreeMap<>();
    Map<InvitationStep.Phase, Integer> ends = new TreeMap<>();
    for (History.Snapshot client : clients) {
      client.calls().stream()
          .filter(call -> call.kind() == CallKind.LOGIN)
          .forEach(call -> logins.merge(call.code(), 1, Integer::sum));
      made += client.calls().stream().filter(call -> call.kind() == CallKind.INVITE).count();
      for (InvitationStep step : client.steps()) {
        if (step.side() == Side.CALLER && step.phase() != InvitationStep.Phase.RECEIVED) {
          ends.merge(step.phase(), 1, Integer::sum);
        }
      }
    }
    line("invitations", made + ", ended " + ends);
    String longest = FaultTimes.seconds(Checker.longestRivalry(crowd.histories()));
    line("logins", logins + "; the older client of a user was out after " + longest + " at most");
  }

  private void line(String name, String value) {
    out.println(String.format(Locale.ROOT, "%-21s %s", name, value));
  }
}
