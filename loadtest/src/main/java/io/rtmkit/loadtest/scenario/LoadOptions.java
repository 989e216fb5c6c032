package io.rtmkit.loadtest.scenario;

import io.rtmkit.loadtest.arrival.Rate;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How much for how long: the options of scenarios that send at a rate. One thread. */
public final class LoadOptions {
  private static final Duration LONGEST = Duration.ofHours(24);
  private static final Duration SHORTEST = Duration.ofMillis(100);

  @Option(
      names = "--rate",
      defaultValue = "100",
      paramLabel = "N[..M][/s]",
      description =
          "How many a second, of all together; 100..2000 rises evenly. They are due at fixed times,"
              + " whatever became of those before, and latency begins when one is due."
              + " Default: ${DEFAULT-VALUE}.")
  private Rate rate = new Rate(1, 1);

  @Option(
      names = "--warmup",
      defaultValue = "5s",
      paramLabel = "TIME",
      description = "Time at the beginning that does not count. Default: ${DEFAULT-VALUE}.")
  private Duration warmUp = Duration.ZERO;

  @Option(
      names = "--duration",
      defaultValue = "30s",
      paramLabel = "TIME",
      description = "Time that counts. Default: ${DEFAULT-VALUE}.")
  private Duration duration = Duration.ZERO;

  public Rate rate() {
    return rate;
  }

  public Duration warmUp() {
    return Range.check("--warmup", warmUp, Duration.ZERO, LONGEST);
  }

  public Duration duration() {
    return Range.check("--duration", duration, SHORTEST, LONGEST);
  }
}
