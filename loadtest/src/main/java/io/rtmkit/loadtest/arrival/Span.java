package io.rtmkit.loadtest.arrival;

import java.time.Duration;

/**
 * The time of a load, in System.nanoTime: it begins, is measured after the warm-up, and ends.
 * Immutable.
 */
public record Span(long beginNanos, long measureNanos, long endNanos) {
  public static Span startingNow(Duration warmUp, Duration measured) {
    long begin = System.nanoTime();
    long measure = begin + warmUp.toNanos();
    return new Span(begin, measure, measure + measured.toNanos());
  }

  /** Whether what was due then counts. */
  public boolean counts(long intendedNanos) {
    return intendedNanos - measureNanos >= 0 && intendedNanos - endNanos < 0;
  }
}
