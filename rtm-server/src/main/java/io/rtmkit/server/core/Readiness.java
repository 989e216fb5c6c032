package io.rtmkit.server.core;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Whether clients should be sent to this server. Starts with "starting"; draining has no way back.
 * Thread-safe.
 */
public final class Readiness {
  private enum Phase {
    STARTING,
    RUNNING,
    DRAINING
  }

  private final Supplier<List<String>> outside;
  private volatile Phase phase = Phase.STARTING;

  /**
   * Creates it for a server that starts.
   *
   * @param outside what keeps things outside of the server from doing their part at present, for
   *     example "store: the disk is full"
   */
  public Readiness(Supplier<List<String>> outside) {
    this.outside = outside;
  }

  /** The client port is open. */
  public synchronized void started() {
    if (phase == Phase.STARTING) {
      phase = Phase.RUNNING;
    }
  }

  /** From now on nobody should be sent here any more. */
  public synchronized void drain() {
    phase = Phase.DRAINING;
  }

  public boolean isReady() {
    return problems().isEmpty();
  }

  public boolean isDraining() {
    return phase == Phase.DRAINING;
  }

  /** Why nobody should be sent here: "starting", "draining", "store: ..."; empty if ready. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    switch (phase) {
      case STARTING -> problems.add("starting");
      case DRAINING -> problems.add("draining");
      case RUNNING -> problems.addAll(outside.get());
    }
    return List.copyOf(problems);
  }
}
