package io.rtmkit.server.cluster.script;

import io.rtmkit.server.core.channel.ChannelFacts;
import io.rtmkit.server.core.channel.LogEvent;
import java.util.List;

/**
 * What became of a leave. Immutable.
 *
 * @param left false if that session was no member; then nothing was done
 * @param destroyed whether nothing of the channel is left
 * @param facts after the leave; of a channel that was destroyed, what they were in the end
 * @param events that the user left, unless the channel is too large to tell
 * @param joinedMs when the member had joined, Unix ms; 0 if it was none
 */
public record LeftChannel(
    boolean left, boolean destroyed, ChannelFacts facts, List<LogEvent> events, long joinedMs) {}
