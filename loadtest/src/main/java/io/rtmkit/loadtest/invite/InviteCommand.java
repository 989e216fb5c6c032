package io.rtmkit.loadtest.invite;

import io.rtmkit.loadtest.scenario.LoadOptions;
import io.rtmkit.loadtest.scenario.Range;
import io.rtmkit.loadtest.scenario.Scenario;
import io.rtmkit.loadtest.scenario.ScenarioCommand;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Call invitations. One thread. */
@Command(
    name = "invite",
    description =
        "Pairs of users, of whom one calls the other, who accepts or refuses, or the caller"
            + " cancels: how long a call takes, and whether both ends are told the same end.")
public final class InviteCommand extends ScenarioCommand {
  private static final int MOST_PAIRS = 50_000;

  @Mixin private final LoadOptions load = new LoadOptions();

  @Option(
      names = "--pairs",
      defaultValue = "100",
      paramLabel = "N",
      description = "Default: ${DEFAULT-VALUE}.")
  private int pairs;

  @Option(
      names = "--mix",
      defaultValue = "60:20:20",
      paramLabel = "A:R:C",
      description =
          "How many of a hundred are accepted, refused, canceled. Default: ${DEFAULT-VALUE}.")
  private String mix = "";

  @Override
  protected Scenario scenario() {
    return new InviteScenario(
        Range.check("--pairs", pairs, 1, MOST_PAIRS), Mix.parse(mix), load.rate());
  }

  @Override
  protected Duration warmUp() {
    return load.warmUp();
  }

  @Override
  protected Duration duration() {
    return load.duration();
  }
}
