package io.rtmkit.loadtest.channel;

import io.rtmkit.loadtest.scenario.PacedCommand;
import io.rtmkit.loadtest.scenario.PayloadOption;
import io.rtmkit.loadtest.scenario.Range;
import io.rtmkit.loadtest.scenario.Scenario;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Messages to channels. One thread. */
@Command(
    name = "channel",
    description =
        "Members of channels, of whom some send: how long until each other member has a message.")
public final class ChannelCommand extends PacedCommand {
  private static final int MOST = 100_000;

  @Option(
      names = "--channels",
      defaultValue = "1",
      paramLabel = "N",
      description = "Default: ${DEFAULT-VALUE}.")
  private int channels;

  @Option(
      names = "--members",
      defaultValue = "100",
      paramLabel = "N",
      description = "Of each channel; a user is in one. Default: ${DEFAULT-VALUE}.")
  private int members;

  @Option(
      names = "--publishers",
      defaultValue = "1",
      paramLabel = "N",
      description = "Members of each channel who send. Default: ${DEFAULT-VALUE}.")
  private int publishers;

  @Mixin private final PayloadOption payload = new PayloadOption();

  @Override
  protected Scenario scenario() {
    Range.check("--channels", channels, 1, MOST);
    Range.check("--members", members, 2, MOST / channels);
    Range.check("--publishers", publishers, 1, members);
    return new ChannelScenario(
        new ChannelScenario.Size(channels, members, publishers, payload.bytes()), rate());
  }
}
