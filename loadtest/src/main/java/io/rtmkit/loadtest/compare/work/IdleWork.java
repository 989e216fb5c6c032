package io.rtmkit.loadtest.compare.work;

import io.rtmkit.loadtest.compare.peer.Peer;
import io.rtmkit.loadtest.process.ProcessUsage;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Clients that do nothing but be there: what they cost in memory and in heartbeats. One thread. */
public final class IdleWork implements Work {
  private static final int AT_A_TIME = 64;

  /** They are there before it is measured: the steps must be more. */
  public static final int FIRST = 1_000;

  /** The figure of all memory that the server has. */
  public static final String RESIDENT = "RSS MB";

  private static final double SETTLE_SECONDS = 4;

  /** So many looks at the most, until two of them are the same but for this part of a core. */
  private static final int LOOKS = 4;

  private static final double SAME = 0.005;

  private final Bench bench;
  private final List<Integer> steps;

  /**
   * Creates the work.
   *
   * @param steps numbers of clients, rising, at which is measured
   */
  public IdleWork(Bench bench, List<Integer> steps) {
    this.bench = bench;
    this.steps = List.copyOf(steps);
  }

  @Override
  public Peer.Setup setup() {
    return new Peer.Setup(true);
  }

  @Override
  public boolean keepsServers() {
    return false;
  }

  @Override
  public void prepare(Contender contender) throws IOException, InterruptedException {
    connect(contender, FIRST); // buffers, classes and compiled code that come with the first
  }

  private static void connect(Contender contender, int upTo)
      throws IOException, InterruptedException {
    contender.crowd().connect(upTo - contender.crowd().size(), AT_A_TIME, i -> "idle-" + i);
  }

  @Override
  public void round(Contender contender, List<Contender> all, Outcome outcome)
      throws IOException, InterruptedException {
    long heapBefore = liveHeap(contender);
    long residentBefore = contender.usage().residentBytes();
    for (int step : steps) {
      connect(contender, step);
      pause(SETTLE_SECONDS);
      double cores = cores(contender);
      ProcessUsage after = contender.usage();
      Map<String, Double> figures = new LinkedHashMap<>();
      double added = step - FIRST;
      figures.put("RSS bytes each", (after.residentBytes() - residentBefore) / added);
      if (contender.peer().isJava()) {
        figures.put("live heap bytes each", (liveHeap(contender) - heapBefore) / added);
      }
      figures.put("% of a core", cores * 100);
      figures.put(RESIDENT, after.residentBytes() / 1e6);
      String name = "%,d idle".formatted(step);
      outcome.add(name, contender.peer().name(), true, figures);
      outcome.addGrowth("idle clients", step, name);
    }
  }

  /** What the clients take, once the compilers of Java are done with what the last ones brought. */
  private double cores(Contender contender) throws IOException, InterruptedException {
    double cores = look(contender);
    boolean same = false;
    for (int i = 1; i < LOOKS && !same; i++) {
      double next = look(contender);
      same = Math.abs(next - cores) < SAME;
      cores = next;
    }
    return cores;
  }

  private double look(Contender contender) throws IOException, InterruptedException {
    long began = System.nanoTime();
    long before = contender.usage().cpuNanos();
    pause(bench.seconds());
    return (double) (contender.usage().cpuNanos() - before) / (System.nanoTime() - began);
  }

  private static void pause(double seconds) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(Math.round(seconds * 1e3)); // the time is what is measured
  }

  private static long liveHeap(Contender contender) throws IOException, InterruptedException {
    return contender.peer().isJava() ? LiveHeap.bytes(contender.pid()) : 0;
  }
}
