package io.rtmkit.server.transport;

import java.time.Duration;

/**
 * How fast connections are closed: at a rate, so that their clients do not reach the next server in
 * one instant; faster if the time would not do. Immutable.
 *
 * @param perTurn connections closed in one turn
 */
record DrainPace(int perTurn) {
  /** Between two turns. */
  static final Duration TURN = Duration.ofMillis(50);

  /** The last part of the time is for the goodbyes to arrive. */
  private static final double USED = 0.8;

  /** The pace for so many connections; a rate of 0 closes all in the first turn. */
  static DrainPace of(int connections, int perSecond, Duration atMost) {
    double seconds = atMost.toMillis() / 1000.0 * USED;
    double turnsPerSecond = 1000.0 / TURN.toMillis();
    if (perSecond == 0 || seconds <= 0) {
      return new DrainPace(Integer.MAX_VALUE);
    }
    double needed = Math.max(perSecond, connections / seconds);
    return new DrainPace(Math.max(1, (int) Math.ceil(needed / turnsPerSecond)));
  }
}
