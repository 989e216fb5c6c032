package io.rtmkit.loadtest.chaos;

import io.rtmkit.loadtest.scenario.Range;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Kills a server, or its store, under clients that talk. The last line sums up. One thread. */
@Command(
    name = "chaos",
    description =
        "Kill a server of its own, or its store, again and again under clients that talk; then"
            + " check that nothing is lost, duplicated or out of order.")
public final class ChaosCommand implements Callable<Integer> {
  // Half of the users must be able to be away, and a channel needs somebody to talk to.
  private static final int FEWEST_USERS = 6;

  private static final int MOST_NODES = 9;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--rounds",
      defaultValue = "10",
      description = "How often something is killed. Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--store",
      required = true,
      paramLabel = "embedded|redis",
      description = "Where the server keeps its messages. With redis an own Redis is killed too.")
  private StoreKind store = StoreKind.EMBEDDED;

  @Option(
      names = "--nodes",
      defaultValue = "1",
      description =
          "Servers, which share their users through Redis if there are several."
              + " Default: ${DEFAULT-VALUE}.")
  private int nodes;

  @Option(
      names = "--fault",
      split = ",",
      defaultValue = "kill-node",
      paramLabel = "NAME",
      description =
          "Of several servers, what happens to them in turns: kill-node, stop-node, cut-node,"
              + " kill-redis, stop-redis, failover (Sentinel), slot-move and cluster-failover"
              + " (Redis Cluster), hop, double-login, rolling. Default: ${DEFAULT-VALUE}.")
  private List<String> faults = List.of();

  @Option(
      names = "--users",
      defaultValue = "60",
      description = "Users, each with a client. Default: ${DEFAULT-VALUE}.")
  private int users;

  @Option(
      names = "--rate",
      defaultValue = "240",
      description = "Messages a second, of all users together. Default: ${DEFAULT-VALUE}.")
  private int rate;

  @Option(
      names = "--round-time",
      defaultValue = "3s",
      description = "The longest time between two faults. Default: ${DEFAULT-VALUE}.")
  private Duration roundTime = Duration.ZERO;

  @Option(
      names = "--seed",
      description = "For the same choices again, though not at the same moments. Default: any.")
  private @Nullable Long seed;

  @Option(
      names = "--redis-server",
      paramLabel = "PATH",
      description = "The Redis to run. Default: version 7.0.15, which comes along.")
  private @Nullable Path redisServer;

  @Option(
      names = "--redis-fsync",
      defaultValue = "everysec",
      paramLabel = "everysec|always|no",
      description = "The setting appendfsync of that Redis. Default: ${DEFAULT-VALUE}.")
  private String redisFsync = "";

  @Override
  public Integer call() throws IOException, InterruptedException {
    CommandSpec command = Objects.requireNonNull(spec);
    if (rounds < 0 || users < FEWEST_USERS || rate < 1 || roundTime.toMillis() < 4) {
      throw new ParameterException(
          command.commandLine(),
          "at least 0 rounds of 4 ms, " + FEWEST_USERS + " users and 1 message a second");
    }
    List<FaultName> names = checkedFaults(command);
    long chosen = seed == null ? new Random().nextInt(1_000_000) : seed;
    ChaosPlan plan =
        new ChaosPlan(
            store, nodes, names, rounds, users, rate, roundTime, chosen, redisServer, redisFsync);
    PrintWriter out = command.commandLine().getOut();
    ChaosReport report = new ChaosReport(plan, out, command.commandLine().getErr());
    boolean passed = new ChaosRun(plan, report).execute();
    out.flush();
    return passed ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private List<FaultName> checkedFaults(CommandSpec command) {
    try {
      Range.check("--nodes", nodes, 1, MOST_NODES);
      if (nodes > 1 && store != StoreKind.REDIS) {
        throw new IllegalArgumentException("--nodes " + nodes + " needs --store redis");
      }
      List<FaultName> names = faults.stream().map(FaultName::parse).toList();
      FaultName.redisFor(names);
      if (nodes == 1 && !faults.equals(List.of(FaultName.KILL_NODE.toString()))) {
        throw new IllegalArgumentException("--fault is for --nodes 2 or more");
      }
      return names;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
