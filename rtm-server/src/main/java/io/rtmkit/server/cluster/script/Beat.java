package io.rtmkit.server.cluster.script;

import com.google.protobuf.ByteString;
import java.util.List;

/**
 * What a server hears at a beat of its lease. Immutable.
 *
 * @param nowMs Unix time of Redis
 * @param live servers with a lease, this one too
 * @param expired servers whose lease is over and that were not forgotten yet
 */
public record Beat(OwnLease own, long nowMs, List<Node> live, List<Expired> expired) {
  /** What became of the lease of the server itself. */
  public enum OwnLease {
    /** It begins. */
    FRESH,
    /** It goes on. */
    KEPT,
    /** It goes on, but was over for a while. */
    EXPIRED,
    /** Others have forgotten it; nothing was done. */
    GONE
  }

  /**
   * A server with a lease.
   *
   * @param info what it tells of itself
   */
  public record Node(String id, ByteString info) {}

  /**
   * A server whose lease is over.
   *
   * @param sinceMs Unix time of Redis
   */
  public record Expired(String id, long sinceMs) {}
}
