package io.rtmkit.loadtest.attr;

import io.rtmkit.loadtest.scenario.PacedCommand;
import io.rtmkit.loadtest.scenario.Range;
import io.rtmkit.loadtest.scenario.Scenario;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Attributes of users and channels. One thread. */
@Command(
    name = "attr",
    description =
        "Members of channels write their own attributes, read their neighbour's, write the"
            + " channel's, which all members are told, and read them, by turns; nobody may read"
            + " what is older than a write that was answered.")
public final class AttrCommand extends PacedCommand {
  private static final int MOST = 100_000;

  @Option(
      names = "--channels",
      defaultValue = "10",
      paramLabel = "N",
      description = "Default: ${DEFAULT-VALUE}.")
  private int channels;

  @Option(
      names = "--members",
      defaultValue = "10",
      paramLabel = "N",
      description = "Of each channel; a user is in one. Default: ${DEFAULT-VALUE}.")
  private int members;

  @Override
  protected Scenario scenario() {
    Range.check("--channels", channels, 1, MOST);
    Range.check("--members", members, 2, MOST / channels);
    return new AttrScenario(channels, members, rate());
  }
}
