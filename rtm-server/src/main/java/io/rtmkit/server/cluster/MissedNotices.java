package io.rtmkit.server.cluster;

import io.rtmkit.protocol.v1.ChannelPosition;
import io.rtmkit.server.core.channel.ChannelFacts;
import io.rtmkit.server.core.channel.ChannelKey;
import io.rtmkit.server.core.channel.Notices;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a member who comes back was not told of attributes and locks: the present state, not
 * each step to it. Thread-safe.
 */
final class MissedNotices {
  private static final CompletableFuture<List<byte[]>> NONE =
      CompletableFuture.completedFuture(List.of());

  private final Cluster cluster;

  MissedNotices(Cluster cluster) {
    this.cluster = cluster;
  }

  /**
   * The frames that a member is to be sent.
   *
   * @param since what it says it was told last; null if nothing was ever told
   */
  CompletableFuture<List<byte[]>> read(
      ChannelKey channel, @Nullable ChannelPosition since, ChannelFacts facts) {
    if (since == null) {
      return NONE;
    }
    return attributes(channel, since, facts)
        .thenCombine(
            locks(channel, since, facts),
            (first, second) -> Stream.concat(first.stream(), second.stream()).toList());
  }

  private CompletableFuture<List<byte[]>> attributes(
      ChannelKey channel, ChannelPosition since, ChannelFacts facts) {
    return facts.attributesTold() <= since.getAttributesRevision()
        ? NONE
        : cluster
            .channels()
            .readAttributes()
            .channel(channel, List.of())
            .thenApply(
                reply ->
                    List.of(
                        Notices.encodeAttributes(
                            channel.channelId(), reply.getAttributesList(), reply.getRevision())));
  }

  private CompletableFuture<List<byte[]>> locks(
      ChannelKey channel, ChannelPosition since, ChannelFacts facts) {
    return facts.locksRevision() <= since.getLocksRevision()
        ? NONE
        : cluster
            .channels()
            .readLocks()
            .run(channel)
            .thenApply(
                locks ->
                    List.of(
                        Notices.encodeLocks(channel.channelId(), locks.all(), locks.revision())));
  }
}
