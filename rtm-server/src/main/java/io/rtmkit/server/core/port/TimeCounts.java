package io.rtmkit.server.core.port;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;

/**
 * Times, counted by how long they were: for those who measure what happens often and know no
 * library for it. Thread-safe; counting takes no lock, no memory and no look at the clock.
 */
public final class TimeCounts {
  /** Few, so that a scrape stays small; a time that is equal to a bound is below it. */
  private static final long[] BOUNDS_NANOS =
      LongStream.of(
              500,
              1_000,
              2_500,
              5_000,
              10_000,
              25_000,
              50_000,
              100_000,
              250_000,
              500_000,
              1_000_000,
              2_500_000,
              5_000_000,
              10_000_000)
          .map(TimeUnit.MICROSECONDS::toNanos)
          .toArray();

  private final LongAdder[] counts = new LongAdder[BOUNDS_NANOS.length + 1];
  private final LongAdder nanos = new LongAdder();

  /** Nothing is counted yet. */
  public TimeCounts() {
    Arrays.setAll(counts, i -> new LongAdder());
  }

  /** From half a millisecond to ten seconds, in nanoseconds. */
  public static long[] bounds() {
    return BOUNDS_NANOS.clone();
  }

  /** Counts a time; one before the beginning, as clocks may differ, is none. */
  public void record(long time) {
    long counted = Math.max(0, time);
    int found = Arrays.binarySearch(BOUNDS_NANOS, counted);
    counts[found < 0 ? -found - 1 : found].increment();
    nanos.add(counted);
  }

  /** How many there were up to each bound and above the one before it, and, last, above all. */
  public long[] counts() {
    return Arrays.stream(counts).mapToLong(LongAdder::sum).toArray();
  }

  /** All of them together, in nanoseconds. */
  public long nanos() {
    return nanos.sum();
  }
}
