package io.rtmkit.loadtest.scenario;

import io.rtmkit.loadtest.arrival.Span;
import io.rtmkit.loadtest.measure.Measurement;
import java.io.IOException;

/**
 * A kind of load. The methods are called in this order by one thread; {@link #isOver} and {@link
 * #isSettled} again and again, while the load runs on the event loops.
 */
public interface Scenario {
  /** Names what it times and counts. */
  void declare(Measurement measurement);

  /** The timing that the live line shows, and whose count the server's work is divided by. */
  String leading();

  /**
   * Connects and prepares whatever is not measured.
   *
   * @throws IOException if the target cannot be reached or does not take the users
   */
  void prepare(Scene scene) throws IOException, InterruptedException;

  /** Begins the load, and returns at once. */
  void start(Span span);

  /** Whether all is done before the end of the span. */
  default boolean isOver() {
    return false;
  }

  /** From 0 to 1; by the clock if nothing else is said. */
  default double progress(Span span) {
    long now = System.nanoTime();
    return (double) (now - span.beginNanos()) / (span.endNanos() - span.beginNanos());
  }

  /** Begins nothing more but what is due already. */
  default void stop() {}

  /** Does not begin that either: it took too long. */
  default void giveUp() {}

  /** Whether everything that was due has been begun, and has ended. */
  boolean isSettled();

  /** Counts what is missing. The event loops do nothing more for it. */
  void conclude();
}
