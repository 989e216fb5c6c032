package io.rtmkit.loadtest.storm;

import io.rtmkit.loadtest.scenario.PacedCommand;
import io.rtmkit.loadtest.scenario.PayloadOption;
import io.rtmkit.loadtest.scenario.Range;
import io.rtmkit.loadtest.scenario.Scenario;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Everybody reconnects at once. One thread. */
@Command(
    name = "storm",
    description =
        "Users are sent messages, lose their connections all at once in the middle of the time, and"
            + " resume their sessions, --connecting at a time: how long until all are back, and"
            + " whether each message arrives once.")
public final class StormCommand extends PacedCommand {
  private static final int MOST_CLIENTS = 200_000;

  @Option(
      names = "--clients",
      defaultValue = "1000",
      paramLabel = "N",
      description = "Who lose their connections. Default: ${DEFAULT-VALUE}.")
  private int clients;

  @Option(
      names = "--senders",
      defaultValue = "8",
      paramLabel = "N",
      description = "Who send to them, and keep their connections. Default: ${DEFAULT-VALUE}.")
  private int senders;

  @Mixin private final PayloadOption payload = new PayloadOption();

  @Override
  protected Scenario scenario() {
    return new StormScenario(
        Range.check("--clients", clients, 1, MOST_CLIENTS),
        Range.check("--senders", senders, 1, MOST_CLIENTS),
        payload.bytes(),
        rate());
  }
}
