package io.rtmkit.loadtest.compare;

import io.rtmkit.loadtest.compare.dialect.Payload;
import io.rtmkit.loadtest.compare.driver.Driver;
import io.rtmkit.loadtest.compare.peer.Peer;
import io.rtmkit.loadtest.compare.work.Bench;
import io.rtmkit.loadtest.compare.work.ChannelWork;
import io.rtmkit.loadtest.compare.work.Comparison;
import io.rtmkit.loadtest.compare.work.ConnWork;
import io.rtmkit.loadtest.compare.work.Cores;
import io.rtmkit.loadtest.compare.work.IdleWork;
import io.rtmkit.loadtest.compare.work.Outcome;
import io.rtmkit.loadtest.compare.work.PeerWork;
import io.rtmkit.loadtest.compare.work.Work;
import io.rtmkit.loadtest.process.Directories;
import io.rtmkit.loadtest.process.OpenFiles;
import io.rtmkit.loadtest.report.Report;
import io.rtmkit.loadtest.report.Summary;
import io.rtmkit.loadtest.scenario.FileOptions;
import io.rtmkit.loadtest.scenario.Range;
import io.rtmkit.loadtest.scenario.RunFacts;
import io.rtmkit.protocol.Limits;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Compares the server with others at the same work, in one run. One thread. */
@Command(
    name = "compare",
    description =
        "Let RTMKit, bare Netty relays and other servers do the same work in turn, each alone on"
            + " one processor with the clients on another, and report what each costs and the"
            + " ratios. What is not installed is skipped by name.")
public final class CompareCommand implements Callable<Integer> {
  /** Of anything: more than one machine does, and few enough to calculate with. */
  private static final int MOST = 1_000_000;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--work",
      required = true,
      paramLabel = "channel|peer|idle|conn",
      description =
          "channel: one publisher and many members; peer: acknowledged messages between pairs;"
              + " idle: memory and processor time of clients that do nothing; conn: connecting and"
              + " logging in.")
  private WorkKind kind = WorkKind.CHANNEL;

  @Mixin private final PeerOptions peerOptions = new PeerOptions();

  @Option(
      names = "--runs",
      defaultValue = "5",
      description = "Rounds; each measures everybody once. Default: ${DEFAULT-VALUE}.")
  private int runs;

  @Option(
      names = "--seconds",
      defaultValue = "3",
      description = "How long a measurement takes. Default: ${DEFAULT-VALUE}.")
  private double seconds;

  @Option(
      names = "--warm-slices",
      defaultValue = "15",
      description =
          "Each server runs until three slices of 2 s hardly differ, but no longer than so many."
              + " Default: ${DEFAULT-VALUE}.")
  private int warmSlices;

  @Option(
      names = "--members",
      split = ",",
      defaultValue = "1000",
      description =
          "channel: members of the channel; of several numbers each is measured."
              + " Default: ${DEFAULT-VALUE}.")
  private List<Integer> members = List.of();

  @Option(
      names = "--rate",
      defaultValue = "200",
      description =
          "channel: messages a second at which the latency is measured too; 0 for none."
              + " Default: ${DEFAULT-VALUE}.")
  private double rate;

  @Option(
      names = "--pairs",
      defaultValue = "100",
      description = "peer: pairs of users. Default: ${DEFAULT-VALUE}.")
  private int pairs;

  @Option(
      names = "--clients",
      split = ",",
      description =
          "conn: how many (default 10000). idle: at which numbers to measure (default 10000,18000).")
  private List<Integer> clients = List.of();

  @Option(
      names = "--payload",
      defaultValue = "128",
      description = "Bytes of a message. Default: ${DEFAULT-VALUE}.")
  private int payload;

  @Mixin private final FileOptions files = new FileOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = commandSpec().commandLine().getOut();
    List<Peer> peers;
    try {
      check();
      peers = peerOptions.peers(kind, out);
      fileNeed(peers.size()).check(OpenFiles.limit());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(commandSpec().commandLine(), String.valueOf(e.getMessage()), e);
    }
    Report report = new Report("rtm-bench compare");
    tellFacts(report, peers); // before this process is put on one processor, and sees no other
    Outcome outcome = new Outcome();
    try {
      measure(peers, outcome, out);
      return conclude(report, outcome, out);
    } finally {
      out.flush();
    }
  }

  private void check() {
    Range.check("--runs", runs, 1, MOST);
    Range.check("--warm-slices", warmSlices, 1, MOST);
    members.forEach(number -> Range.check("--members", number, 1, MOST));
    int leastClients = kind == WorkKind.IDLE ? IdleWork.FIRST + 1 : 1;
    clients.forEach(number -> Range.check("--clients", number, leastClients, MOST));
    Range.check("--pairs", pairs, 1, MOST);
    Range.check("--payload", payload, Payload.MIN_BYTES, Limits.MESSAGE_BYTES);
  }

  /** Servers under load all keep their clients; of idle and conn only one has any at a time. */
  FileNeed fileNeed(int peers) {
    return switch (kind) {
      case CHANNEL ->
          new FileNeed(ChannelWork.connections(Collections.max(members)), peers, "--members");
      case PEER -> new FileNeed(PeerWork.connections(pairs), peers, "--pairs");
      case IDLE -> new FileNeed(Collections.max(clients()), 1, "--clients");
      case CONN -> new FileNeed(clients().get(0), 1, "--clients");
    };
  }

  /** As given, or the default of the work. */
  private List<Integer> clients() {
    if (!clients.isEmpty()) {
      return clients;
    }
    return kind == WorkKind.IDLE ? List.of(10_000, 18_000) : List.of(10_000);
  }

  private CommandSpec commandSpec() {
    return Objects.requireNonNull(spec);
  }

  private void measure(List<Peer> peers, Outcome outcome, PrintWriter out)
      throws IOException, InterruptedException {
    Cores.pinDriver();
    Path directory = Files.createTempDirectory("rtm-compare");
    try (Driver driver = new Driver()) {
      Bench bench = new Bench(driver, out, seconds, warmSlices);
      for (Work work : works(bench)) {
        new Comparison(bench, work, directory).run(peers, runs, outcome);
      }
    } finally {
      Directories.delete(directory);
    }
  }

  private List<Work> works(Bench bench) {
    return switch (kind) {
      case CHANNEL ->
          members.stream()
              .distinct()
              .<Work>map(number -> new ChannelWork(bench, number, payload, rate))
              .toList();
      case PEER -> List.of(new PeerWork(bench, pairs, payload));
      case IDLE -> List.of(new IdleWork(bench, clients().stream().sorted().distinct().toList()));
      case CONN -> List.of(new ConnWork(bench, clients().get(0)));
    };
  }

  private void tellFacts(Report report, List<Peer> peers) {
    RunFacts.tell(report, commandSpec());
    report.fact("rounds", Integer.toString(runs));
    for (Peer peer : peers) {
      String version = peer.version();
      if (!version.isEmpty()) {
        report.fact(peer.name(), version);
      }
    }
  }

  private int conclude(Report report, Outcome outcome, PrintWriter out) throws IOException {
    CompareReport compared = new CompareReport(outcome);
    compared.tell(report);
    out.println();
    Summary.print(report, out);
    compared.tellTheRest(report);
    files.write(report);
    if (!report.passed()) {
      commandSpec()
          .commandLine()
          .getErr()
          .println("error: RTMKit lost, doubled, reordered or damaged " + compared.wrong());
    }
    return report.passed() ? ExitCode.OK : ExitCode.SOFTWARE;
  }
}
