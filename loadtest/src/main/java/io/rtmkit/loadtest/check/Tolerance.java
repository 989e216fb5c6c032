package io.rtmkit.loadtest.check;

/**
 * How exact a run can be, in microseconds. Immutable.
 *
 * @param answer by how much a call may outlast its time-out, for a machine that is busy
 * @param notice how long a client may take to notice that its connection is lost
 * @param rivals how long a client may stay connected after its user has logged in elsewhere
 * @param outageExcuses whether a channel message sent while a member had no connection may be
 *     missing although the member was told nothing
 */
public record Tolerance(long answer, long notice, long rivals, boolean outageExcuses) {
  private static final long SECOND = 1_000_000;

  /** For clients and servers that share one small machine. */
  public static final Tolerance USUAL = new Tolerance(3 * SECOND, 5 * SECOND, 5 * SECOND, true);

  /** The same for several servers: of what one of them forgot, another one can tell. */
  public static final Tolerance CLUSTER = new Tolerance(3 * SECOND, 5 * SECOND, 32 * SECOND, false);
}
