package io.rtmkit.loadtest.sdk;

import io.rtmkit.loadtest.scenario.PacedCommand;
import io.rtmkit.loadtest.scenario.PayloadOption;
import io.rtmkit.loadtest.scenario.Range;
import io.rtmkit.loadtest.scenario.Scenario;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Messages from user to user through the SDK. One thread. */
@Command(
    name = "sdk",
    description =
        "The same as peer with clients of the SDK, as an application has them: a few threads for"
            + " each client.")
public final class SdkCommand extends PacedCommand {
  private static final int MOST_PAIRS = 500;

  @Option(
      names = "--pairs",
      defaultValue = "20",
      paramLabel = "N",
      description = "Default: ${DEFAULT-VALUE}.")
  private int pairs;

  @Mixin private final PayloadOption payload = new PayloadOption();

  @Override
  protected Scenario scenario() {
    return new SdkScenario(Range.check("--pairs", pairs, 1, MOST_PAIRS), payload.bytes(), rate());
  }
}
