package io.rtmkit.server.cluster.bus;

import java.util.List;

/**
 * What a beat found. Immutable.
 *
 * @param nowMs time of Redis, Unix ms
 * @param live the servers whose leases hold, this one among them
 * @param expired the others
 */
record Beat(Own own, long nowMs, List<LiveNode> live, List<Expired> expired) {

  /** What became of the own lease. */
  enum Own {
    /** It is new. */
    FRESH,
    /** It held, and was renewed. */
    KEPT,
    /** It was over, and was renewed. */
    EXPIRED,
    /** It was taken away, and is not renewed. */
    GONE
  }

  /**
   * A server whose lease is over. Immutable.
   *
   * @param sinceMs time of Redis, Unix ms
   */
  record Expired(String node, long sinceMs) {}
}
