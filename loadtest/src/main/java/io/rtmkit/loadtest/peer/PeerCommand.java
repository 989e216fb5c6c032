package io.rtmkit.loadtest.peer;

import io.rtmkit.loadtest.scenario.PacedCommand;
import io.rtmkit.loadtest.scenario.PayloadOption;
import io.rtmkit.loadtest.scenario.Range;
import io.rtmkit.loadtest.scenario.Scenario;
import io.rtmkit.protocol.Limits;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Messages from user to user, acknowledged from end to end. One thread. */
@Command(
    name = "peer",
    description =
        "Pairs of users, of whom one sends to the other: how long until the sender knows that a"
            + " message has arrived.")
public final class PeerCommand extends PacedCommand {
  private static final int MOST_PAIRS = 50_000;

  @Option(
      names = "--pairs",
      defaultValue = "100",
      paramLabel = "N",
      description = "Default: ${DEFAULT-VALUE}.")
  private int pairs;

  @Mixin private final PayloadOption payload = new PayloadOption();

  @Option(
      names = "--in-flight",
      defaultValue = "0",
      paramLabel = "N",
      description =
          "Instead of the rate: each pair sends the next message when one of N is answered, as fast"
              + " as the server answers. Latency begins with the sending then, and hides what a"
              + " stalled server keeps from being sent.")
  private int inFlight;

  @Override
  protected Scenario scenario() {
    return new PeerScenario(
        Range.check("--pairs", pairs, 1, MOST_PAIRS),
        payload.bytes(),
        rate(),
        Range.check("--in-flight", inFlight, 0, Limits.REQUESTS_IN_FLIGHT));
  }
}
