package io.rtmkit.loadtest.conn;

import io.rtmkit.loadtest.arrival.Rate;
import io.rtmkit.loadtest.scenario.Range;
import io.rtmkit.loadtest.scenario.Scenario;
import io.rtmkit.loadtest.scenario.ScenarioCommand;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Connections and logins. One thread. */
@Command(
    name = "conn",
    description =
        "Many users connect and log in, then stay for a while with nothing but heartbeats: how long"
            + " a login takes, and who is lost.")
public final class ConnCommand extends ScenarioCommand {
  private static final int MOST_CLIENTS = 500_000;
  private static final Duration LONGEST_HOLD = Duration.ofHours(24);

  /** Beyond what the rate says; it ends when all are in and have stayed. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @Option(
      names = "--clients",
      defaultValue = "10000",
      paramLabel = "N",
      description = "Default: ${DEFAULT-VALUE}.")
  private int clients;

  @Option(
      names = "--rate",
      paramLabel = "N[..M][/s]",
      description =
          "Logins a second, each due at a fixed time. Default: as fast as --connecting at a time"
              + " get in.")
  private @Nullable Rate rate;

  @Option(
      names = "--hold",
      defaultValue = "30s",
      paramLabel = "TIME",
      description = "How long all stay. Default: ${DEFAULT-VALUE}.")
  private Duration hold = Duration.ZERO;

  @Override
  protected Scenario scenario() {
    Range.check("--clients", clients, 1, MOST_CLIENTS);
    Range.check("--hold", hold, Duration.ZERO, LONGEST_HOLD);
    return new ConnScenario(clients, rate, hold.toNanos());
  }

  @Override
  protected Duration warmUp() {
    return Duration.ZERO;
  }

  @Override
  protected Duration duration() {
    double slowest = rate == null ? clients : Math.min(rate.first(), rate.last());
    return hold.plus(PATIENCE).plusSeconds((long) (clients / slowest));
  }
}
