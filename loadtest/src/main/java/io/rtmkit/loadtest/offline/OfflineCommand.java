package io.rtmkit.loadtest.offline;

import io.rtmkit.loadtest.measure.ServerUsage;
import io.rtmkit.loadtest.scenario.Range;
import io.rtmkit.loadtest.scenario.Scenario;
import io.rtmkit.loadtest.scenario.ScenarioCommand;
import io.rtmkit.loadtest.wire.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Stores messages for many users, then lets many of them come back at once. One thread. */
@Command(
    name = "offline",
    description =
        "Store messages for users who are away; then let many of them log in at once, and check"
            + " that each gets all of its messages in their order. Without --target on a server of"
            + " its own; another one must allow the rates (rates.message, rates.frames).")
public final class OfflineCommand extends ScenarioCommand {
  private static final int MOST_USERS = 1_000_000;

  /** The server keeps so many for one user. */
  private static final int MOST_MESSAGES = 200;

  private static final Duration LONGEST = Duration.ofMinutes(15);

  @Option(
      names = "--users",
      defaultValue = "100000",
      paramLabel = "N",
      description = "Users for whom messages wait. Default: ${DEFAULT-VALUE}.")
  private int users;

  @Option(
      names = "--messages",
      defaultValue = "20",
      paramLabel = "N",
      description = "Messages for each of them. Default: ${DEFAULT-VALUE}.")
  private int messages;

  @Option(
      names = "--logins",
      defaultValue = "10000",
      paramLabel = "N",
      description = "How many of them come back. Default: ${DEFAULT-VALUE}.")
  private int logins;

  @Option(
      names = "--senders",
      defaultValue = "256",
      paramLabel = "N",
      description = "Who send the messages. Default: ${DEFAULT-VALUE}.")
  private int senders;

  @Option(
      names = "--durability",
      defaultValue = "fsync",
      paramLabel = "fsync|os",
      description = "The setting store.durability of the own server. Default: ${DEFAULT-VALUE}.")
  private String durability = "";

  private @Nullable OwnServer server;

  @Override
  protected Scenario scenario() {
    Range.check("--users", users, 1, MOST_USERS);
    return new OfflineScenario(
        new OfflineScenario.Size(
            users,
            Range.check("--messages", messages, 1, MOST_MESSAGES),
            Range.check("--logins", logins, 1, users),
            Range.check("--senders", senders, 1, users)));
  }

  @Override
  protected Duration warmUp() {
    return Duration.ZERO;
  }

  @Override
  protected Duration duration() {
    return LONGEST;
  }

  @Override
  protected Target target() throws IOException, InterruptedException {
    Target given = super.target();
    if (command().commandLine().getParseResult().hasMatchedOption("--target")) {
      return given;
    }
    scenario(); // what is wrong with the options is told before a server starts
    server = OwnServer.start(durability);
    return new Target(
        List.of(server.address()), given.webSocket(), given.appId(), given.certificate());
  }

  @Override
  protected @Nullable ServerUsage usage() throws InterruptedException {
    return server == null ? super.usage() : ServerUsage.ofProcess(server.pid());
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    try {
      return super.call();
    } finally {
      if (server != null) {
        server.stop();
      }
    }
  }
}
