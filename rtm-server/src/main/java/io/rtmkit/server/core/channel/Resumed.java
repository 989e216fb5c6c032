package io.rtmkit.server.core.channel;

import io.rtmkit.protocol.v1.ChannelRecovery;

/**
 * What became of a channel when its member came back.
 *
 * @param replayedBytes size of the events that were sent again
 */
public record Resumed(ChannelRecovery recovery, int replayedBytes) {}
