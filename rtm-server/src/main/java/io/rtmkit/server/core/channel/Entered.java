package io.rtmkit.server.core.channel;

import io.rtmkit.protocol.v1.ChannelPosition;
import org.jspecify.annotations.Nullable;

/**
 * Where a channel stood when a member entered it that has no seat yet. Immutable.
 *
 * @param storedId the highest stored id that had been published
 * @param atMs when, by the clock that orders what is published; Unix ms
 */
public record Entered(Joined joined, long storedId, long atMs) {
  /**
   * From where the member is to be told everything.
   *
   * @param since what the member says it has, of an earlier life of the channel
   */
  ChannelPosition position(String channelId, @Nullable ChannelPosition since) {
    return ChannelPosition.newBuilder()
        .setChannelId(channelId)
        .setEpoch(joined.epoch())
        .setOffset(joined.offset())
        .setAttributesRevision(
            since == null ? joined.attributesRevision() : since.getAttributesRevision())
        .setLocksRevision(since == null ? joined.locksRevision() : since.getLocksRevision())
        .build();
  }
}
