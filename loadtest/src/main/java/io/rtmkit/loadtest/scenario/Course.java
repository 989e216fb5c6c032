package io.rtmkit.loadtest.scenario;

import io.rtmkit.loadtest.report.Report;
import io.rtmkit.loadtest.threshold.Figures;
import io.rtmkit.loadtest.threshold.Threshold;
import java.io.IOException;
import java.util.List;

/** One scenario with its thresholds, from the check of both to the report. One thread. */
public final class Course {
  private final String name;
  private final Scenario scenario;
  private final ScenarioRun run;
  private final Environment environment;
  private final List<Threshold> thresholds;

  /**
   * Looks at everything, and runs nothing yet.
   *
   * @param command with its options set
   * @throws IllegalArgumentException if an option is outside of its limits, or a threshold is about
   *     something that is not measured
   */
  public Course(
      String name, ScenarioCommand command, Environment environment, List<Threshold> thresholds) {
    this.name = name;
    this.scenario = command.scenario();
    this.environment = environment;
    this.thresholds = thresholds;
    this.run = new ScenarioRun(scenario, environment, command.warmUp(), command.duration());
    thresholds.forEach(threshold -> threshold.check(declared()));
  }

  /** The figures that there will be, without values yet. */
  public Figures declared() {
    return run.declared();
  }

  /**
   * Runs the scenario.
   *
   * @param report is told everything, also what the thresholds say
   * @return the figures
   */
  public Figures execute(Report report) throws IOException, InterruptedException {
    Outcome outcome;
    try (Progress progress = Progress.of(name, environment.quiet(), environment.err())) {
      outcome = run.execute(progress);
    }
    outcome.tell(report, scenario.leading());
    Figures figures = outcome.figures(scenario.leading());
    thresholds.forEach(threshold -> report.verdict(threshold.judge(figures)));
    outcome.implied(thresholds).forEach(threshold -> report.verdict(threshold.judge(figures)));
    return figures;
  }
}
