package io.rtmkit.loadtest;

import io.rtmkit.loadtest.chaos.ChaosCommand;
import io.rtmkit.loadtest.compare.CompareCommand;
import io.rtmkit.loadtest.offline.OfflineCommand;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The root of the command line. Exit codes: 0 passed, 1 did not, 2 bad arguments. One thread. */
@Command(
    name = "rtm-bench",
    description = "Load and chaos tester of RTMKit.",
    scope = ScopeType.INHERIT, // help and version for every command
    mixinStandardHelpOptions = true,
    versionProvider = BenchCommand.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {ChaosCommand.class, CompareCommand.class, OfflineCommand.class})
public final class BenchCommand implements Callable<Integer> {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,6})(ms|s|m)");

  @Spec private @Nullable CommandSpec spec;

  private BenchCommand() {}

  public static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new BenchCommand());
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.registerConverter(Duration.class, BenchCommand::toDuration);
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
      return CommandLine.ExitCode.SOFTWARE;
    }
    throw problem;
  }

  private static Duration toDuration(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw new TypeConversionException("must be a duration like 500ms, 3s or 2m: " + text);
    }
    long count = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(count);
      case "s" -> Duration.ofSeconds(count);
      default -> Duration.ofMinutes(count);
    };
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
