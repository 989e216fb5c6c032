package io.rtmkit.loadtest.cluster;

import io.rtmkit.loadtest.compare.work.Cores;
import io.rtmkit.loadtest.measure.ServerUsage;
import io.rtmkit.loadtest.process.Directories;
import io.rtmkit.loadtest.process.Ports;
import io.rtmkit.loadtest.redis.RedisProcess;
import io.rtmkit.loadtest.redis.RedisSetup;
import io.rtmkit.loadtest.report.Report;
import io.rtmkit.loadtest.report.Summary;
import io.rtmkit.loadtest.scenario.Environment;
import io.rtmkit.loadtest.scenario.FileOptions;
import io.rtmkit.loadtest.scenario.Interruption;
import io.rtmkit.loadtest.scenario.Range;
import io.rtmkit.loadtest.scenario.RunFacts;
import io.rtmkit.loadtest.threshold.Figures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures one server beside two that share their users, in one run. One thread. */
@Command(
    name = "cluster",
    description =
        "Let one server with its own store, and two on one Redis, do the same work in turns on one"
            + " processor, with the clients on another, and report what it costs to be two.")
public final class ClusterCommand implements Callable<Integer> {
  private static final int MOST = 10_000;
  private static final int SEVERAL = 2;
  private static final int CONNECTING = 64;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--pairs",
      defaultValue = "50",
      description = "Pairs, of whom one sends to the other. Default: ${DEFAULT-VALUE}.")
  private int pairs;

  @Option(
      names = "--in-flight",
      defaultValue = "1",
      description = "Messages of each pair that wait for their answer. Default: ${DEFAULT-VALUE}.")
  private int inFlight;

  @Option(
      names = "--members",
      defaultValue = "200",
      description = "Members of the channel, of whom one sends. Default: ${DEFAULT-VALUE}.")
  private int members;

  @Option(
      names = "--rate",
      defaultValue = "500",
      description = "Messages a second to the channel. Default: ${DEFAULT-VALUE}.")
  private int rate;

  @Option(
      names = "--payload",
      defaultValue = "128",
      description = "Bytes of a message. Default: ${DEFAULT-VALUE}.")
  private int payload;

  @Option(
      names = "--rounds",
      defaultValue = "3",
      description =
          "Each measures both once; one more comes first that does not count."
              + " Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--duration",
      defaultValue = "5s",
      description = "Of a measurement. Default: ${DEFAULT-VALUE}.")
  private Duration duration = Duration.ZERO;

  @Option(
      names = "--warmup",
      defaultValue = "10s",
      description =
          "Before each measurement; servers that share a processor compile their code for about so"
              + " long. Default: ${DEFAULT-VALUE}.")
  private Duration warmUp = Duration.ZERO;

  @Option(
      names = "--redis-server",
      paramLabel = "PATH",
      description = "The Redis to run. Default: version 7.0.15, which comes along.")
  private @Nullable Path redisServer;

  @Mixin private final FileOptions files = new FileOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    CommandSpec command = Objects.requireNonNull(spec);
    try {
      return run(command);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private int run(CommandSpec command) throws IOException, InterruptedException {
    Range.check("--rounds", rounds, 1, MOST);
    Range.check("--pairs", pairs, 1, MOST);
    Range.check("--members", members, 2, MOST);
    Report report = new Report("rtm-bench cluster");
    RunFacts.tell(report, command); // before this process is put on one processor
    Cores.pinDriver();
    Path directory = Files.createTempDirectory("rtm-cluster");
    RedisSetup setup = new RedisSetup(directory, redisServer, "everysec");
    RedisProcess redis = new RedisProcess(setup, Ports.free(new Random()), Cores.pinnedToServer());
    try (Site single = new Site("one server", null);
        Site several = new Site("two servers", redis);
        Interruption interruption = new Interruption()) {
      redis.start();
      single.addServer(directory);
      for (int i = 0; i < SEVERAL; i++) {
        several.addServer(directory);
      }
      for (Job job : jobs()) {
        measure(job, List.of(single, several), interruption, report);
      }
    } finally {
      redis.close();
      Directories.delete(directory);
    }
    Summary.print(report, command.commandLine().getOut());
    files.write(report);
    return report.passed() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private List<Job> jobs() {
    List<String> common =
        List.of(
            "--payload=" + payload,
            "--warmup=" + Range.text(warmUp),
            "--duration=" + Range.text(duration));
    return List.of(Job.peer(pairs, inFlight, common), Job.channel(members, rate, common));
  }

  /** Both sites at one job; who begins changes from round to round. */
  private void measure(Job job, List<Site> sites, Interruption interruption, Report report)
      throws IOException, InterruptedException {
    Ratios ratios = new Ratios(job.title());
    for (int round = 0; round <= rounds && !interruption.isAsked(); round++) {
      int first = round % sites.size();
      Map<String, Double> one = results(job, sites.get(first), interruption, report);
      Map<String, Double> other = results(job, sites.get(1 - first), interruption, report);
      if (round > 0) {
        ratios.add(first == 0 ? one : other, first == 0 ? other : one);
      }
    }
    ratios.tell(report, sites.get(0).name(), sites.get(1).name());
  }

  private Map<String, Double> results(Job job, Site site, Interruption interruption, Report report)
      throws IOException, InterruptedException {
    SiteUsage usage = site.usage();
    Environment environment = environment(site, usage, interruption);
    Report own = new Report(job.title());
    Figures figures = job.course(site.name() + ", " + job.title(), environment).execute(own);
    own.verdicts().stream().filter(verdict -> !verdict.passed()).forEach(report::verdict);
    return job.results(figures, usage);
  }

  private Environment environment(Site site, ServerUsage usage, Interruption interruption) {
    return new Environment(
        site.target(),
        1,
        CONNECTING,
        usage,
        false,
        Objects.requireNonNull(spec).commandLine().getErr(),
        interruption);
  }
}
