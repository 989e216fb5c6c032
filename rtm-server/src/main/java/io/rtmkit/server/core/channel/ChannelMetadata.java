package io.rtmkit.server.core.channel;

import io.rtmkit.protocol.v1.ChannelAttributesReply;
import io.rtmkit.protocol.v1.ChannelPosition;
import io.rtmkit.protocol.v1.LockRequest;
import io.rtmkit.protocol.v1.LocksReply;
import io.rtmkit.protocol.v1.WriteChannelAttributesRequest;
import io.rtmkit.server.core.attribute.AttributeLimits;
import io.rtmkit.server.core.attribute.AttributeSet;
import io.rtmkit.server.core.attribute.AttributesWritten;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a channel has beside its stream: attributes and locks, and the notices of their changes. Not
 * thread-safe: guarded by the channel's monitor, so that notices come in the order of the writes.
 */
final class ChannelMetadata {
  private final String channelId;
  private final ChannelSeats seats;
  private final Duration retention;
  private final AttributeSet attributes;
  private final ChannelLocks locks;

  /** Revision of the last write that the members were told of. */
  private long attributesTold;

  /** Revision of the locks that the members were told of. */
  private long locksTold;

  /** Whether the channel has members: then the attributes do not age. */
  private boolean occupied;

  /** When the attributes were written, or the last member left, whatever was later. */
  private long usedAt;

  ChannelMetadata(String channelId, ChannelSeats seats, ChannelShare share) {
    ChannelRules rules = share.rules();
    this.channelId = channelId;
    this.seats = seats;
    this.retention = rules.attributes().retention();
    AttributeLimits limits = AttributeLimits.ofChannel(rules.attributes());
    this.attributes = new AttributeSet(limits, share.revisions(), share.attributes());
    this.locks = new ChannelLocks(rules.locks().count(), share.revisions());
  }

  long attributesRevision() {
    return attributes.revision();
  }

  long locksRevision() {
    return locks.revision();
  }

  AttributesWritten write(
      WriteChannelAttributesRequest request, String userId, long now, long nowMs) {
    expireAttributes(now);
    expireLocks(now);
    String lock = request.getLockName();
    if (!lock.isEmpty() && !locks.isHeldBy(lock, userId)) {
      return AttributesWritten.lockNotHeld(userId);
    }
    AttributesWritten written = attributes.write(request.getWrite(), userId, nowMs);
    if (written.isDone()) {
      usedAt = now;
    }
    if (written.isDone() && request.getNotifyMembers()) {
      attributesTold = written.revision();
      seats.toAll(attributesNotice(), null);
    }
    return written;
  }

  ChannelAttributesReply read(List<String> keys, long now) {
    expireAttributes(now);
    return ChannelAttributesReply.newBuilder()
        .setChannelId(channelId)
        .addAllAttributes(attributes.read(keys))
        .setRevision(attributes.revision())
        .build();
  }

  LockAnswer lock(LockRequest request, String userId, long now) {
    LockAnswer answer = locks.apply(request, userId, now);
    tellLocks(now);
    return answer;
  }

  LocksReply readLocks(long now) {
    expireLocks(now);
    return LocksReply.newBuilder()
        .setChannelId(channelId)
        .addAllLocks(locks.read(now))
        .setRevision(locks.revision())
        .build();
  }

  boolean hasLocks() {
    return !locks.isEmpty();
  }

  /** Removes the locks whose time is over, and tells it. */
  void expireLocks(long now) {
    locks.expire(now);
    tellLocks(now);
  }

  private void tellLocks(long now) {
    if (locksTold != locks.revision()) {
      locksTold = locks.revision();
      seats.toAll(locksNotice(now), null);
    }
  }

  /** What a member that comes back was not told: the present state, not each step to it. */
  List<byte[]> missedNotices(ChannelPosition since, long now) {
    expireLocks(now);
    List<byte[]> notices = new ArrayList<>(2);
    if (Long.compareUnsigned(attributesTold, since.getAttributesRevision()) > 0) {
      notices.add(attributesNotice());
    }
    if (Long.compareUnsigned(locksTold, since.getLocksRevision()) > 0) {
      notices.add(locksNotice(now));
    }
    return notices;
  }

  private byte[] attributesNotice() {
    return Notices.encodeAttributes(channelId, attributes.read(List.of()), attributes.revision());
  }

  private byte[] locksNotice(long now) {
    return Notices.encodeLocks(channelId, locks.read(now), locks.revision());
  }

  /** The last member has left: the time of the attributes runs from now on. */
  void becameEmpty(long now) {
    occupied = false;
    usedAt = now;
  }

  /** Somebody comes in, and finds the attributes if their time is not over. */
  void becameOccupied(long now) {
    expireAttributes(now);
    occupied = true;
  }

  /** Looks at the clock; true if nothing is left. */
  boolean expire(long now) {
    expireAttributes(now);
    expireLocks(now);
    return attributes.isEmpty() && locks.isEmpty();
  }

  private void expireAttributes(long now) {
    if (!occupied && !attributes.isEmpty() && now - usedAt >= retention.toNanos()) {
      attributes.forget();
      attributesTold = 0;
    }
  }
}
