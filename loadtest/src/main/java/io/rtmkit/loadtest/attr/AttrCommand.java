package io.rtmkit.loadtest.attr;

import io.rtmkit.loadtest.scenario.LoadOptions;
import io.rtmkit.loadtest.scenario.Range;
import io.rtmkit.loadtest.scenario.Scenario;
import io.rtmkit.loadtest.scenario.ScenarioCommand;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Attributes of users and channels. One thread. */
@Command(
    name = "attr",
    description =
        "Members of channels write their own attributes, read their neighbour's, write the"
            + " channel's, which all members are told, and read them, by turns; nobody may read"
            + " what is older than a write that was answered.")
public final class AttrCommand extends ScenarioCommand {
  private static final int MOST = 100_000;

  @Mixin private final LoadOptions load = new LoadOptions();

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
    return new AttrScenario(channels, members, load.rate());
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
