package io.rtmkit.loadtest.invite;

import io.rtmkit.loadtest.scenario.PacedCommand;
import io.rtmkit.loadtest.scenario.Range;
import io.rtmkit.loadtest.scenario.Scenario;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Call invitations. One thread. */
@Command(
    name = "invite",
    description =
        "Pairs of users, of whom one calls the other, who accepts or refuses, or the caller"
            + " cancels: how long a call takes, and whether both ends are told the same end.")
public final class InviteCommand extends PacedCommand {
  private static final int MOST_PAIRS = 50_000;

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
    return new InviteScenario(Range.check("--pairs", pairs, 1, MOST_PAIRS), Mix.parse(mix), rate());
  }
}
