package io.rtmkit.server.conformance;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Prints, after a run with conformance tests, every row of the contract and how it did. */
public final class ConformanceReport implements TestExecutionListener {
  private static final String GREEN = "green";

  /** How the tests of one row ended. */
  private static final class Tally {
    private int passed;
    private int failed;

    private String verdict() {
      if (failed > 0) {
        return "FAILED";
      }
      return passed > 0 ? GREEN : "not run";
    }
  }

  private final Map<Contract, Tally> tallies = new EnumMap<>(Contract.class);

  @Override
  public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (!test.isTest()) {
      return;
    }
    for (Contract row : rowsOf(test.getSource())) {
      Tally tally = tallies.computeIfAbsent(row, missing -> new Tally());
      if (result.getStatus() == TestExecutionResult.Status.SUCCESSFUL) {
        tally.passed++;
      } else {
        tally.failed++;
      }
    }
  }

  private static Contract[] rowsOf(Optional<TestSource> source) {
    if (source.orElse(null) instanceof MethodSource method
        && method.getClassName().startsWith(ConformanceReport.class.getPackageName())) {
      Proves proves = method.getJavaMethod().getAnnotation(Proves.class);
      return proves == null ? new Contract[0] : proves.value();
    }
    return new Contract[0];
  }

  @Override
  public synchronized void testPlanExecutionFinished(TestPlan plan) {
    if (!tallies.isEmpty()) {
      System.out.print(table());
      tallies.clear();
    }
  }

  private String table() {
    StringBuilder table =
        new StringBuilder("\nConformance with the RTM 1.x API, " + Topology.current() + "\n");
    for (Kind kind : Kind.values()) {
      int rows = 0;
      int green = 0;
      for (Contract row : Contract.of(kind)) {
        Tally tally = tallies.getOrDefault(row, new Tally());
        rows++;
        green += tally.verdict().equals(GREEN) ? 1 : 0;
        table.append(
            String.format("  %-32s %-8s %3d tests%n", row.title(), tally.verdict(), tally.passed));
      }
      table.append(String.format("%d of %d %s green%n", green, rows, kind.title()));
    }
    return table.toString();
  }
}
