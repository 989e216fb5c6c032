package io.rtmkit.loadtest.compare.work;

import io.rtmkit.loadtest.compare.peer.Peer;
import java.io.IOException;
import java.util.List;

/** What all peers of a comparison are made to do, in rounds. One thread. */
public interface Work {
  /** How servers are started. */
  Peer.Setup setup();

  /** Whether servers run side by side through all rounds; otherwise each round starts its own. */
  default boolean keepsServers() {
    return true;
  }

  /** Brings a server that has just been started to where rounds can begin. */
  void prepare(Contender contender) throws IOException, InterruptedException;

  /**
   * One round with one server; measurements go to the outcome.
   *
   * @param all everybody who takes part
   */
  void round(Contender contender, List<Contender> all, Outcome outcome)
      throws IOException, InterruptedException;
}
