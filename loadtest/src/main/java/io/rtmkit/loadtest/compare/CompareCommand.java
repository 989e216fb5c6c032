package io.rtmkit.loadtest.compare;

import io.rtmkit.loadtest.compare.dialect.Payload;
import io.rtmkit.loadtest.compare.driver.Driver;
import io.rtmkit.loadtest.compare.peer.Peer;
import io.rtmkit.loadtest.compare.peer.Peers;
import io.rtmkit.loadtest.compare.peer.RelayPeer;
import io.rtmkit.loadtest.compare.peer.RtmPeer;
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
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Compares the server with others at the same work, in one run. One thread. */
@Command(
    name = "compare",
    description =
        "Let RTMKit, bare Netty relays and other servers do the same work in turn, each alone on"
            + " one processor with the clients on another, and print what each costs and the"
            + " ratios. What is not installed is skipped by name.")
public final class CompareCommand implements Callable<Integer> {
  /** What the servers do. */
  enum WorkKind {
    CHANNEL,
    PEER,
    IDLE,
    CONN
  }

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

  @Option(
      names = "--peers",
      split = ",",
      defaultValue = "nats,mosquitto,redis,hivemq,ws",
      description = "Whom to compare with. Default: ${DEFAULT-VALUE}.")
  private List<String> names = List.of();

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
      defaultValue = "1000",
      description = "channel: members of the channel. Default: ${DEFAULT-VALUE}.")
  private int members;

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
  private int @Nullable [] clients;

  @Option(
      names = "--payload",
      defaultValue = "128",
      description = "Bytes of a message. Default: ${DEFAULT-VALUE}.")
  private int payload;

  @Option(
      names = "--peer-home",
      defaultValue = "target/peers",
      description =
          "Where hivemq and ws are, see loadtest/peers/install. Default: ${DEFAULT-VALUE}.")
  private Path home = Path.of("");

  @Option(
      names = "--java-options",
      split = " ",
      description = "More options for the Java of RTMKit, for example to profile it.")
  private List<String> javaOptions = List.of();

  @Option(names = "--json", description = "Write every measurement to this file.")
  private @Nullable Path json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = commandSpec().commandLine().getOut();
    check("--runs", runs, 1);
    check("--warm-slices", warmSlices, 1);
    check("--members", members, 1);
    check("--pairs", pairs, 1);
    check("--payload", payload, Payload.MIN_BYTES);
    List<Peer> peers = peers(out);
    Cores.pinDriver();
    Path directory = Files.createTempDirectory("rtm-compare");
    try (Driver driver = new Driver()) {
      Bench bench = new Bench(driver, out, seconds, warmSlices);
      Outcome outcome = new Comparison(bench, work(bench), directory).run(peers, runs);
      CompareReport report = new CompareReport(outcome);
      report.print(out);
      if (json != null) {
        report.writeJson(json);
      }
      return report.isRight() ? ExitCode.OK : ExitCode.SOFTWARE;
    } finally {
      out.flush();
      Directories.delete(directory);
    }
  }

  private void check(String option, int value, int atLeast) {
    if (value < atLeast) {
      throw new ParameterException(
          commandSpec().commandLine(), option + ": must be " + atLeast + " at least, is " + value);
    }
  }

  private CommandSpec commandSpec() {
    return Objects.requireNonNull(spec);
  }

  private List<Peer> peers(PrintWriter out) {
    List<Peer> peers = new ArrayList<>();
    boolean tokens = kind == WorkKind.CONN;
    peers.add(new RtmPeer(false, 0, tokens, javaOptions));
    if (kind == WorkKind.IDLE) {
      peers.add(new RtmPeer(false, 10_000, false, javaOptions));
    } else {
      peers.add(new RtmPeer(true, 0, tokens, javaOptions));
    }
    peers.add(new RelayPeer(false));
    peers.add(new RelayPeer(true));
    List<Peer> all = Peers.all(home);
    for (String name : names) {
      Peer peer = all.stream().filter(known -> known.name().equals(name)).findFirst().orElse(null);
      if (peer == null) {
        throw new ParameterException(
            commandSpec().commandLine(),
            "--peers: there is no "
                + name
                + "; known are "
                + String.join(", ", all.stream().map(Peer::name).toList()));
      }
      String missing = peer.findMissing();
      if (missing == null) {
        peers.add(peer);
      } else {
        out.println("skipped: " + name + ", " + missing);
      }
    }
    if (kind == WorkKind.PEER && peers.removeIf(peer -> peer.name().equals("redis"))) {
      out.println("skipped: redis, its subscribers cannot publish");
    }
    return peers;
  }

  private Work work(Bench bench) {
    return switch (kind) {
      case CHANNEL -> new ChannelWork(bench, members, payload, rate);
      case PEER -> new PeerWork(bench, pairs, payload);
      case IDLE -> new IdleWork(bench, clients == null ? new int[] {10_000, 18_000} : clients);
      case CONN -> new ConnWork(bench, clients == null ? 10_000 : clients[0]);
    };
  }
}
