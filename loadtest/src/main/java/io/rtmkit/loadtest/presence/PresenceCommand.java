package io.rtmkit.loadtest.presence;

import io.rtmkit.loadtest.scenario.PacedCommand;
import io.rtmkit.loadtest.scenario.Range;
import io.rtmkit.loadtest.scenario.Scenario;
import io.rtmkit.protocol.Limits;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Who is online. One thread. */
@Command(
    name = "presence",
    description =
        "Users go on and off by turns under watchers: how long until each watcher is told. The"
            + " server lets a user log in twice a second: --rate at most four times --users.")
public final class PresenceCommand extends PacedCommand {
  private static final int MOST_WATCHERS = 100_000;

  @Option(
      names = "--watchers",
      defaultValue = "20",
      paramLabel = "N",
      description = "Each watches all users. Default: ${DEFAULT-VALUE}.")
  private int watchers;

  @Option(
      names = "--users",
      defaultValue = "100",
      paramLabel = "N",
      description = "Who come and go. Default: ${DEFAULT-VALUE}.")
  private int users;

  @Override
  protected Scenario scenario() {
    return new PresenceScenario(
        Range.check("--watchers", watchers, 1, MOST_WATCHERS),
        Range.check("--users", users, 1, Limits.PRESENCE_WATCHED),
        rate());
  }
}
