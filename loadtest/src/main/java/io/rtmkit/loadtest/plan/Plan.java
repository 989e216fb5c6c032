package io.rtmkit.loadtest.plan;

import io.rtmkit.loadtest.scenario.ScenarioCommand;
import io.rtmkit.loadtest.threshold.Threshold;
import java.util.List;

/**
 * What a scenario file says. Immutable.
 *
 * @param thresholds of all stages together; they name figures as {@code stage.rtt.p99}
 */
public record Plan(String name, List<Stage> stages, List<Threshold> thresholds) {
  /**
   * One scenario of the plan. Immutable.
   *
   * @param command with its options set
   */
  public record Stage(String name, ScenarioCommand command, List<Threshold> thresholds) {}
}
