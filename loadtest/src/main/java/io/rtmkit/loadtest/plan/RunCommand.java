package io.rtmkit.loadtest.plan;

import io.rtmkit.loadtest.attr.AttrCommand;
import io.rtmkit.loadtest.channel.ChannelCommand;
import io.rtmkit.loadtest.conn.ConnCommand;
import io.rtmkit.loadtest.invite.InviteCommand;
import io.rtmkit.loadtest.offline.OfflineCommand;
import io.rtmkit.loadtest.peer.PeerCommand;
import io.rtmkit.loadtest.presence.PresenceCommand;
import io.rtmkit.loadtest.report.Report;
import io.rtmkit.loadtest.report.Summary;
import io.rtmkit.loadtest.scenario.Course;
import io.rtmkit.loadtest.scenario.Environment;
import io.rtmkit.loadtest.scenario.Interruption;
import io.rtmkit.loadtest.scenario.ReportOptions;
import io.rtmkit.loadtest.scenario.RunFacts;
import io.rtmkit.loadtest.scenario.ScenarioCommand;
import io.rtmkit.loadtest.scenario.TargetOptions;
import io.rtmkit.loadtest.sdk.SdkCommand;
import io.rtmkit.loadtest.storm.StormCommand;
import io.rtmkit.loadtest.threshold.Figures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs the stages of a scenario file one after the other, and reports on all. One thread. */
@Command(
    name = "run",
    description =
        "Run the scenarios of a file one after the other; see docs/load-testing.md for its form.")
public final class RunCommand implements Callable<Integer> {
  static final Map<String, Supplier<ScenarioCommand>> SCENARIOS =
      Map.of(
          "attr", AttrCommand::new,
          "channel", ChannelCommand::new,
          "conn", ConnCommand::new,
          "invite", InviteCommand::new,
          "offline", OfflineCommand::new,
          "peer", PeerCommand::new,
          "presence", PresenceCommand::new,
          "sdk", SdkCommand::new,
          "storm", StormCommand::new);

  @Spec private @Nullable CommandSpec spec;

  @Mixin private final TargetOptions targetOptions = new TargetOptions();

  @Mixin private final ReportOptions reportOptions = new ReportOptions();

  @Parameters(paramLabel = "FILE", description = "The scenario file (YAML).")
  private @Nullable Path file;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path path = Objects.requireNonNull(file);
    CommandSpec command = Objects.requireNonNull(spec);
    if (!Files.isReadable(path)) {
      throw new ParameterException(command.commandLine(), "cannot read " + path);
    }
    try (Interruption interruption = new Interruption()) {
      return run(new PlanReader(SCENARIOS).read(path), environment(command, interruption));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private Environment environment(CommandSpec command, Interruption interruption)
      throws IOException, InterruptedException {
    return new Environment(
        targetOptions.target(),
        targetOptions.loops(),
        targetOptions.connecting(),
        reportOptions.usage(),
        reportOptions.quiet(),
        command.commandLine().getErr(),
        interruption);
  }

  private int run(Plan plan, Environment environment) throws IOException, InterruptedException {
    CommandSpec command = Objects.requireNonNull(spec);
    Report report = new Report("rtm-bench run: " + plan.name());
    RunFacts.tell(report, command, environment.target());
    Figures all = new Figures();
    long begin = System.nanoTime();
    List<Course> courses = courses(plan, environment);
    check(plan, courses);
    for (int i = 0; i < courses.size() && !environment.interruption().isAsked(); i++) {
      String name = plan.stages().get(i).name();
      double from = (System.nanoTime() - begin) / 1e9;
      Report part = new Report(name);
      all.include(name, courses.get(i).execute(part));
      report.include(name, from, part);
    }
    plan.thresholds().forEach(threshold -> report.verdict(threshold.judge(all)));
    reportOptions.thresholds().forEach(threshold -> report.verdict(threshold.judge(all)));
    Summary.print(report, command.commandLine().getOut());
    reportOptions.write(report);
    return report.passed() ? ExitCode.OK : ScenarioCommand.MISSED;
  }

  /** The thresholds of all stages are looked at before the first one runs, too. */
  private void check(Plan plan, List<Course> courses) {
    Figures declared = new Figures();
    for (int i = 0; i < courses.size(); i++) {
      declared.include(plan.stages().get(i).name(), courses.get(i).declared());
    }
    plan.thresholds().forEach(threshold -> threshold.check(declared));
    reportOptions.thresholds().forEach(threshold -> threshold.check(declared));
  }

  /** All stages are looked at before the first one runs. */
  private static List<Course> courses(Plan plan, Environment environment) {
    List<Course> courses = new ArrayList<>();
    for (int i = 0; i < plan.stages().size(); i++) {
      Plan.Stage stage = plan.stages().get(i);
      try {
        courses.add(new Course(stage.name(), stage.command(), environment, stage.thresholds()));
      } catch (IllegalArgumentException e) {
        throw new PlanException("stages[" + i + "]", String.valueOf(e.getMessage()));
      }
    }
    return courses;
  }
}
