package io.rtmkit.loadtest.compare.work;

import io.rtmkit.loadtest.compare.peer.Peer;
import io.rtmkit.loadtest.compare.peer.RelayPeer;
import io.rtmkit.loadtest.compare.peer.RtmPeer;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;

/**
 * Rounds of a work with messages: the cost with so many under way, then the latency at half of what
 * a peer can do, ours beside its own. One thread.
 */
abstract class LoadedWork implements Work {
  private static final double SHORT = 0.7;

  private final Bench bench;
  private final int[] windows;
  private final Map<Contender, Load> loads = new HashMap<>();
  private final Map<Contender, Double> halves = new HashMap<>();

  LoadedWork(Bench bench, int[] windows) {
    this.bench = bench;
    this.windows = windows.clone();
  }

  @Override
  public Peer.Setup setup() {
    return new Peer.Setup(false);
  }

  final Bench bench() {
    return bench;
  }

  /** Connects the clients. */
  abstract Load connect(Contender contender) throws IOException, InterruptedException;

  /** How many things are done for one message that is sent. */
  abstract int factor();

  /**
   * Whether messages that come one by one, as at a fixed rate they do, already cost so much that
   * the most that a server can do is what it does with one under way.
   */
  abstract boolean isFullWithOne();

  /** Between how many, for the names of measurements. */
  abstract String scale();

  /** What is done, for the names of measurements. */
  abstract String things();

  /** The name of the measurement with so many under way. */
  final String workName(int window) {
    return scale() + things() + ", " + window + " in flight";
  }

  @Override
  public final void prepare(Contender contender) throws IOException, InterruptedException {
    Load load = connect(contender);
    loads.put(contender, load);
    set(() -> load.setWindow(windows[0]));
    Slice full = bench.warmUp(contender, load);
    stop(contender, load);
    if (isFullWithOne()) {
      set(() -> load.setWindow(1));
      full = bench.warmUp(contender, load);
      stop(contender, load);
    }
    halves.put(contender, full.perSecond() / factor() / 2);
  }

  private void set(Runnable change) throws IOException, InterruptedException {
    bench.driver().call(Executors.callable(change));
  }

  private void stop(Contender contender, Load load) throws IOException, InterruptedException {
    set(() -> load.setWindow(0));
    bench.awaitQuiet(contender, load::isQuiet);
  }

  @Override
  public final void round(Contender contender, List<Contender> all, Outcome outcome)
      throws IOException, InterruptedException {
    Load load = Objects.requireNonNull(loads.get(contender));
    String name = contender.peer().name();
    for (int window : windows) {
      set(() -> load.setWindow(window));
      Slice slice =
          bench.measure(contender, load, window == 1 ? SHORT * bench.seconds() : bench.seconds());
      stop(contender, load);
      outcome.add(workName(window), name, false, Slices.throughput(slice));
      added(window, outcome);
    }
    for (Contender other : all) {
      if (isMeasuredAtHalfOf(contender, other)) {
        double rate = Objects.requireNonNull(halves.get(other));
        String half = "half the load of " + other.peer().name();
        addLatency(contender, outcome, half, rate, SHORT * bench.seconds());
      }
    }
    more(contender, outcome);
  }

  /** Everybody at half of its own load, ours at half of everybody's, the better relay at ours. */
  private static boolean isMeasuredAtHalfOf(Contender contender, Contender other) {
    boolean ours = contender.peer().name().equals(RtmPeer.NAME);
    return !(other.peer() instanceof RelayPeer)
        && (other == contender || ours || isCeilingOf(contender, other));
  }

  private static boolean isCeilingOf(Contender contender, Contender other) {
    return contender.peer() instanceof RelayPeer relay
        && relay.joined()
        && other.peer().name().equals(RtmPeer.NAME);
  }

  /** Called when the measurement with so many under way has been added. */
  void added(int window, Outcome outcome) {}

  /** More measurements of a round. */
  void more(Contender contender, Outcome outcome) throws IOException, InterruptedException {}

  /** Measures the latency at a rate of messages a second, which the work is named after. */
  final void addLatency(
      Contender contender, Outcome outcome, String rateName, double rate, double seconds)
      throws IOException, InterruptedException {
    Load load = Objects.requireNonNull(loads.get(contender));
    set(() -> load.setRate(rate));
    Slice slice = bench.measure(contender, load, seconds);
    stop(contender, load);
    String work = "latency of " + scale() + " at " + rateName;
    outcome.addLatency(work, contender.peer().name(), slice);
  }
}
