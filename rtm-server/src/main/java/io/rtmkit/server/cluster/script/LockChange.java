package io.rtmkit.server.cluster.script;

import io.rtmkit.protocol.v1.ChannelLock;
import io.rtmkit.server.core.channel.LockAnswer;
import java.util.List;

/**
 * What became of something that was to be done with a lock. Immutable.
 *
 * @param changed whether holders came or went, also by the time
 * @param all locks of the channel now, in the order in which they were acquired
 * @param revision of the last change of holders; 0 if there was none
 * @param nextExpiryMs in so many milliseconds the next of them ends; 0 if there is none
 * @param nodes servers that have members
 */
public record LockChange(
    LockAnswer answer,
    boolean changed,
    List<ChannelLock> all,
    long revision,
    long nextExpiryMs,
    List<String> nodes) {
  static LockChange of(LockAnswer answer, LocksState state) {
    return new LockChange(
        answer,
        state.changed(),
        state.all(),
        state.revision(),
        state.nextExpiryMs(),
        state.nodes());
  }
}
