package io.rtmkit.loadtest.check;

/**
 * How exact a run can be, in microseconds. Immutable.
 *
 * @param answer by how much a call may outlast its time-out, for a machine that is busy
 * @param notice how long a client may take to notice that its connection is lost
 */
public record Tolerance(long answer, long notice) {
  private static final long SECOND = 1_000_000;

  /** For clients and servers that share one small machine. */
  public static final Tolerance USUAL = new Tolerance(3 * SECOND, 5 * SECOND);
}
