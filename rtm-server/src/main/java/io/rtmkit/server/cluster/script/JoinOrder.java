package io.rtmkit.server.cluster.script;

import io.rtmkit.protocol.v1.ChannelPosition;
import io.rtmkit.server.core.channel.ChannelKey;
import org.jspecify.annotations.Nullable;

/**
 * Who joins a channel. Immutable.
 *
 * @param node server of the session
 * @param sessionEpoch of the session
 * @param since behind which events are wanted; null if none are
 * @param newEpoch a random number that becomes the channel's epoch if it has none; not 0
 * @param firstStoredId becomes the channel's last stored id if it has none
 */
public record JoinOrder(
    ChannelKey channel,
    String node,
    String userId,
    String sessionId,
    long sessionEpoch,
    @Nullable ChannelPosition since,
    long newEpoch,
    long firstStoredId) {}
