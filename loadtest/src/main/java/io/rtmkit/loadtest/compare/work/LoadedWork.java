package io.rtmkit.loadtest.compare.work;

import io.rtmkit.loadtest.compare.peer.Peer;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/**
 * Rounds of a work with messages: the cost with so many under way, then the latency at half of what
 * a peer can do, ours beside its own. One thread.
 */
abstract class LoadedWork implements Work {
  /** A work that is going on with one server. Called on the driver's loop. */
  interface Load extends Meter.Counter {
    void setWindow(int window);

    /** In messages sent in a second. */
    void setRate(double rate);

    boolean isQuiet();
  }

  private static final double SHORT = 0.7;
  private static final String OURS = "rtmkit";

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
    return new Peer.Setup(false, false);
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

  /** What is done, for the names of measurements. */
  abstract String things();

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
    BooleanSupplier quiet = load::isQuiet;
    bench.awaitQuiet(contender, quiet);
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
      outcome.add(things() + ", " + window + " in flight", name, false, Slices.throughput(slice));
    }
    for (Contender other : all) {
      boolean own = other == contender;
      boolean ours = name.equals(OURS) && isReal(other);
      if ((own && isReal(other))
          || ours
          || (name.equals("Rc") && other.peer().name().equals(OURS))) {
        double rate = Objects.requireNonNull(halves.get(other));
        set(() -> load.setRate(rate));
        Slice slice = bench.measure(contender, load, SHORT * bench.seconds());
        stop(contender, load);
        String work = "latency at half the load of " + other.peer().name();
        outcome.add(work, name, true, Slices.latency(slice));
      }
    }
    more(contender, load, outcome);
  }

  private static boolean isReal(Contender contender) {
    return !contender.peer().name().startsWith("R");
  }

  /** More measurements of a round. */
  void more(Contender contender, Load load, Outcome outcome)
      throws IOException, InterruptedException {}

  /** Measures the latency at a rate. */
  final void atRate(Contender contender, Load load, Outcome outcome, double rate)
      throws IOException, InterruptedException {
    set(() -> load.setRate(rate));
    Slice slice = bench.measure(contender, load, bench.seconds());
    stop(contender, load);
    String work = "latency at %,.0f messages a second".formatted(rate);
    outcome.add(work, contender.peer().name(), true, Slices.latency(slice));
  }
}
