package io.rtmkit.server.cluster.script;

import io.rtmkit.protocol.v1.ChannelLock;
import java.util.List;

/**
 * The locks of a channel at a moment. Immutable.
 *
 * @param changed whether this was the first to notice that holders came or went
 * @param all in the order in which they were acquired
 * @param revision of the last change of holders; 0 if there was none
 * @param nextExpiryMs in so many milliseconds the next of them ends; 0 if there is none
 * @param nodes servers that have members
 */
public record LocksState(
    boolean changed, List<ChannelLock> all, long revision, long nextExpiryMs, List<String> nodes) {
  static LocksState of(Reply reply) {
    return new LocksState(
        reply.flag(),
        reply.list().rest(r -> lock(r.list())),
        reply.number(),
        reply.number(),
        reply.texts());
  }

  private static ChannelLock lock(Reply reply) {
    return ChannelLock.newBuilder()
        .setName(reply.text())
        .setOwnerId(reply.text())
        .setToken(reply.number())
        .setExpiresInMs(reply.count())
        .build();
  }
}
