package io.rtmkit.loadtest.chaos;

import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What all users of a run share. Immutable.
 *
 * @param address of the server
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
}
