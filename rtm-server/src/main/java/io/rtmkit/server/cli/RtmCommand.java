package io.rtmkit.server.cli;

import io.rtmkit.server.config.ConfigException;
import io.rtmkit.server.token.TokenFormat;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The root of the command line. Exit codes: 0 done, 1 a check failed, 2 bad arguments or
 * configuration. One thread.
 */
@Command(
    name = "rtm-server",
    description = "RTMKit, a self-hosted real-time messaging server.",
    scope = ScopeType.INHERIT, // help and version for every command
    mixinStandardHelpOptions = true,
    versionProvider = RtmCommand.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ServeCommand.class,
      ConfigCommand.class,
      TokenCommand.class,
      HealthCommand.class,
      DoctorCommand.class,
      ErrorsCommand.class,
      BackupCommand.class,
      RestoreCommand.class,
      GenerateCompletion.class
    })
public final class RtmCommand implements Callable<Integer> {
  /** A check failed. */
  static final int FAILED = CommandLine.ExitCode.SOFTWARE;

  /** Bad arguments or configuration. */
  static final int MISUSED = CommandLine.ExitCode.USAGE;

  private final Map<String, String> environment;
  private final Path directory;

  @Spec private @Nullable CommandSpec spec;

  private RtmCommand(Map<String, String> environment, Path directory) {
    this.environment = environment;
    this.directory = directory;
  }

  /**
   * Builds the command line.
   *
   * @param environment the environment variables
   * @param directory where rtmkit.yaml is looked for
   */
  public static CommandLine commandLine(Map<String, String> environment, Path directory) {
    CommandLine commandLine = new CommandLine(new RtmCommand(environment, directory));
    commandLine.registerConverter(Duration.class, Converters::toDuration);
    commandLine.registerConverter(TokenFormat.class, Converters::toTokenFormat);
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setParameterExceptionHandler(RtmCommand::onBadArguments);
    commandLine.setExecutionExceptionHandler(RtmCommand::onException);
    return commandLine;
  }

  /** The root that a command belongs to. */
  static RtmCommand of(CommandSpec command) {
    return (RtmCommand) command.root().userObject();
  }

  Map<String, String> environment() {
    return environment;
  }

  Path directory() {
    return directory;
  }

  @Override
  public Integer call() {
    if (spec != null) {
      spec.commandLine().usage(spec.commandLine().getErr());
    }
    return MISUSED;
  }

  /** One line that says what is wrong, and where the help is: the whole usage would bury it. */
  private static int onBadArguments(ParameterException problem, String[] args) {
    CommandLine command = problem.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("error: " + problem.getMessage());
    UnmatchedArgumentException.printSuggestions(problem, err);
    err.println("See " + command.getCommandSpec().qualifiedName() + " --help");
    return MISUSED;
  }

  private static int onException(Exception problem, CommandLine command, ParseResult parsed)
      throws Exception {
    if (problem instanceof ConfigException) {
      command.getErr().println("error: " + problem.getMessage());
      return MISUSED;
    }
    throw problem;
  }

  /** Reads the version that the build has written into the jar. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = RtmCommand.class.getPackage().getImplementationVersion();
      return new String[] {"rtm-server " + (version == null ? "(development build)" : version)};
    }
  }
}
