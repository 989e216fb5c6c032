package io.rtmkit.loadtest;

import io.rtmkit.loadtest.attr.AttrCommand;
import io.rtmkit.loadtest.channel.ChannelCommand;
import io.rtmkit.loadtest.chaos.ChaosCommand;
import io.rtmkit.loadtest.cluster.ClusterCommand;
import io.rtmkit.loadtest.compare.CompareCommand;
import io.rtmkit.loadtest.conn.ConnCommand;
import io.rtmkit.loadtest.doctor.DoctorCommand;
import io.rtmkit.loadtest.invite.InviteCommand;
import io.rtmkit.loadtest.offline.OfflineCommand;
import io.rtmkit.loadtest.peer.PeerCommand;
import io.rtmkit.loadtest.plan.RunCommand;
import io.rtmkit.loadtest.presence.PresenceCommand;
import io.rtmkit.loadtest.scenario.Converters;
import io.rtmkit.loadtest.scenario.ScenarioCommand;
import io.rtmkit.loadtest.scenario.TargetUnreachable;
import io.rtmkit.loadtest.sdk.SdkCommand;
import io.rtmkit.loadtest.storm.StormCommand;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * The root of the command line. Exit codes: 0 passed, 1 did not, 2 bad arguments, 3 the target
 * cannot be reached, 99 a threshold was missed. One thread.
 */
@Command(
    name = "rtm-bench",
    description = "Load and chaos tester of RTMKit.",
    scope = ScopeType.INHERIT, // help and version for every command
    mixinStandardHelpOptions = true,
    versionProvider = BenchCommand.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ConnCommand.class,
      PeerCommand.class,
      ChannelCommand.class,
      PresenceCommand.class,
      AttrCommand.class,
      InviteCommand.class,
      OfflineCommand.class,
      StormCommand.class,
      SdkCommand.class,
      RunCommand.class,
      ChaosCommand.class,
      CompareCommand.class,
      ClusterCommand.class,
      DoctorCommand.class,
      GenerateCompletion.class
    })
public final class BenchCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  private BenchCommand() {}

  public static CommandLine commandLine() {
    CommandLine commandLine = Converters.register(new CommandLine(new BenchCommand()));
    commandLine.setExecutionExceptionHandler(BenchCommand::onException);
    return commandLine;
  }

  @Override
  public Integer call() {
    CommandLine command = Objects.requireNonNull(spec).commandLine();
    command.usage(command.getErr());
    return CommandLine.ExitCode.USAGE;
  }

  /** What could not be run needs a line, and no stack trace. */
  private static int onException(Exception problem, CommandLine command, ParseResult parsed)
      throws Exception {
    if (problem instanceof IOException) {
      command.getErr().println("error: " + problem.getMessage());
      return problem instanceof TargetUnreachable
          ? ScenarioCommand.UNREACHABLE
          : CommandLine.ExitCode.SOFTWARE;
    }
    throw problem;
  }

  /** Reads the version that the build has written into the jar. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = BenchCommand.class.getPackage().getImplementationVersion();
      return new String[] {"rtm-bench " + (version == null ? "(development build)" : version)};
    }
  }
}
