package io.rtmkit.server.cluster.bus;

import java.time.Duration;

/**
 * Keys and times of the bus. Immutable.
 *
 * @param prefix begins the name of every key
 * @param lease others take a server for gone that was not heard of for so long
 * @param quiet after so much silence a server asks itself whether anything arrives
 * @param reconnect without an answer it reads through a new connection after this time
 * @param deaf without an answer it says after this time that it has a problem
 */
public record BusSettings(
    String prefix, Duration lease, Duration quiet, Duration reconnect, Duration deaf) {
  private static final int BEATS_PER_LEASE = 5;

  /** The usual times. */
  public static BusSettings of(String prefix) {
    return new BusSettings(
        prefix,
        Duration.ofSeconds(10),
        Duration.ofSeconds(2),
        Duration.ofSeconds(6),
        Duration.ofSeconds(10));
  }

  /** The same with a lease of another length. */
  public BusSettings withLease(Duration other) {
    return new BusSettings(prefix, other, quiet, reconnect, deaf);
  }

  /** The time between two renewals of the lease. */
  Duration beat() {
    return lease.dividedBy(BEATS_PER_LEASE);
  }
}
