package io.rtmkit.server.cluster.script;

import io.rtmkit.server.core.channel.ChannelFacts;
import java.util.List;

/**
 * What became of messages. Immutable.
 *
 * @param facts after the last of them
 * @param offsets of each message; -1 if its sender is no member, or not in this session on this
 *     server, or there is no such channel
 */
public record PublishedBatch(ChannelFacts facts, List<Long> offsets) {}
