package io.rtmkit.server.core.channel;

import io.rtmkit.protocol.v1.Attribute;
import io.rtmkit.protocol.v1.ChannelLock;
import io.rtmkit.protocol.v1.ChannelPosition;
import java.util.List;

/**
 * What the members of a shared channel that are here were told of its attributes and locks. Not
 * thread-safe: guarded by the channel's monitor.
 */
final class ReplicaNotices {
  private final String channelId;
  private final ChannelSeats seats;
  private long attributesTold;
  private long locksTold;

  ReplicaNotices(String channelId, ChannelSeats seats) {
    this.channelId = channelId;
    this.seats = seats;
  }

  /** Whoever comes learns how things stand now. */
  void begin(ChannelFacts facts) {
    attributesTold = facts.attributesTold();
    locksTold = facts.locksRevision();
  }

  long attributesTold() {
    return attributesTold;
  }

  long locksTold() {
    return locksTold;
  }

  /** Whether a member that says this has been told everything. */
  boolean knowsAll(ChannelPosition since) {
    return attributesTold <= since.getAttributesRevision() && locksTold <= since.getLocksRevision();
  }

  void tellAttributes(List<Attribute> attributes, long revision) {
    if (revision > attributesTold) {
      attributesTold = revision;
      seats.toAll(Notices.encodeAttributes(channelId, attributes, revision), null);
    }
  }

  void tellLocks(List<ChannelLock> locks, long revision) {
    if (revision > locksTold) {
      locksTold = revision;
      seats.toAll(Notices.encodeLocks(channelId, locks, revision), null);
    }
  }
}
