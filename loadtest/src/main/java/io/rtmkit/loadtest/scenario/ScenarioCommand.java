package io.rtmkit.loadtest.scenario;

import io.rtmkit.loadtest.measure.ServerUsage;
import io.rtmkit.loadtest.report.Report;
import io.rtmkit.loadtest.report.Summary;
import io.rtmkit.loadtest.wire.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * A scenario of the command line: makes it from its options, runs it and reports. Exit codes: 0
 * passed, 99 a threshold was missed. One thread.
 */
public abstract class ScenarioCommand implements Callable<Integer> {
  /** A threshold was missed. */
  public static final int MISSED = 99;

  /** The target cannot be reached. */
  public static final int UNREACHABLE = 3;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private final TargetOptions targetOptions = new TargetOptions();

  @Mixin private final ReportOptions reportOptions = new ReportOptions();

  /**
   * The scenario that the options describe.
   *
   * @throws IllegalArgumentException if an option is outside of its limits
   */
  protected abstract Scenario scenario();

  protected abstract Duration warmUp();

  /** The time that counts; the most for a scenario that ends by itself. */
  protected abstract Duration duration();

  @Override
  public Integer call() throws IOException, InterruptedException {
    try {
      return run(target());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command().commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  /** The servers; a scenario may start one of its own. */
  protected Target target() throws IOException, InterruptedException {
    return targetOptions.target();
  }

  private int run(Target target) throws IOException, InterruptedException {
    try (Interruption interruption = new Interruption()) {
      Environment environment =
          new Environment(
              target,
              targetOptions.loops(),
              targetOptions.connecting(),
              usage(),
              reportOptions.quiet(),
              command().commandLine().getErr(),
              interruption);
      String name = command().name();
      Course course = new Course(name, this, environment, reportOptions.thresholds());
      Report report = new Report("rtm-bench " + name);
      RunFacts.tell(report, command(), target);
      course.execute(report);
      Summary.print(report, command().commandLine().getOut());
      reportOptions.write(report);
      return report.passed() ? ExitCode.OK : MISSED;
    }
  }

  /** Where the server's CPU and memory are read; null if nowhere. */
  protected @Nullable ServerUsage usage() throws InterruptedException {
    return reportOptions.usage();
  }

  protected final CommandSpec command() {
    return Objects.requireNonNull(spec);
  }
}
