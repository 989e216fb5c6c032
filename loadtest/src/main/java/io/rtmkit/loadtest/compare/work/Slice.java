package io.rtmkit.loadtest.compare.work;

import org.HdrHistogram.Histogram;

/**
 * One measurement of one peer. Immutable, but for the histogram, which nobody changes.
 *
 * @param done deliveries, or acknowledged messages, or logins
 * @param seconds how long it took
 * @param serverNanos processor time of the server
 * @param driverNanos processor time of the driver
 * @param foreignNanos processor time of everybody else on the two processors
 * @param wrong messages lost, doubled, out of order or damaged
 * @param latency in nanoseconds; empty if it was not measured
 */
record Slice(
    long done,
    double seconds,
    long serverNanos,
    long driverNanos,
    long foreignNanos,
    long wrong,
    Histogram latency) {
  /** The system's own work for the network, which is nobody's, takes up to 0.12. */
  private static final double FOREIGN_CORES = 0.2;

  double perSecond() {
    return done / seconds;
  }

  double perServerSecond() {
    return done / (serverNanos / 1e9);
  }

  double serverNanosEach() {
    return (double) serverNanos / done;
  }

  /** Whether others took so much of the processors that the measurement is to be repeated. */
  boolean isDisturbed() {
    return foreignNanos / 1e9 / seconds > FOREIGN_CORES;
  }
}
