package io.rtmkit.loadtest.chaos;

import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What all users of a run share. Immutable.
 *
 * @param address of the server, or of what stands in front of several
 * @param callbacks runs what the clients tell
 * @param timer one thread for everything that is to happen later
 */
record Scene(
    String runId,
    String address,
    RunClock clock,
    Executor callbacks,
    ScheduledExecutorService timer) {
  /** Any app does: the server is on a loopback address and has none configured. */
  static final String APP = "c4a05c4a05c4a05c4a05c4a05c4a05aa";

  /** The same for a client that goes elsewhere. */
  Scene at(String otherAddress) {
    return new Scene(runId, otherAddress, clock, callbacks, timer);
  }
}
