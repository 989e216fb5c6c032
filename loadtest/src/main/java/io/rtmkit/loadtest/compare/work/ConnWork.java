package io.rtmkit.loadtest.compare.work;

import io.rtmkit.loadtest.compare.peer.Peer;
import java.io.IOException;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Many clients connect and log in, some at a time; then all of them leave. One thread. */
public final class ConnWork implements Work {
  private static final int AT_A_TIME = 64;

  /** Warm is who has become no cheaper than by this: the clock of a process ticks in 10 ms. */
  private static final double SAME = 0.05;

  private final Bench bench;
  private final int clients;
  private int names;

  public ConnWork(Bench bench, int clients) {
    this.bench = bench;
    this.clients = clients;
  }

  @Override
  public Peer.Setup setup() {
    return new Peer.Setup(false);
  }

  @Override
  public void prepare(Contender contender) throws IOException, InterruptedException {
    Slice cold = connect(contender);
    Slice warm = cold;
    boolean same = false;
    for (int i = 1; i < bench.warmSlices() && !same; i++) {
      Slice next = connect(contender);
      same = Math.abs(next.serverNanosEach() / warm.serverNanosEach() - 1) < SAME;
      warm = next;
    }
    bench
        .out()
        .printf(
            "  %-12s cold: %,.0f logins a second, %.0f us of the server each; then %.0f us%n",
            contender.peer().name(),
            cold.perSecond(),
            cold.serverNanosEach() / 1e3,
            warm.serverNanosEach() / 1e3);
    bench.out().flush();
  }

  @Override
  public void round(Contender contender, List<Contender> all, Outcome outcome)
      throws IOException, InterruptedException {
    Slice slice = connect(contender);
    String name = contender.peer().name();
    outcome.add("%,d logins".formatted(clients), name, false, Slices.throughput(slice));
    outcome.addLatency("time of a login", name, slice);
  }

  private Slice connect(Contender contender) throws IOException, InterruptedException {
    Reading before = Reading.now(contender);
    int run = names++;
    Histogram times = contender.crowd().connect(clients, AT_A_TIME, i -> "u" + run + "-" + i);
    Slice slice = Reading.now(contender).since(before, clients, 0, times);
    contender.dropCrowd();
    return slice;
  }
}
