package io.rtmkit.server.cluster.script;

import io.rtmkit.server.core.channel.ChannelFacts;
import io.rtmkit.server.core.channel.LogSlice;

/** What is known of a channel, and the events behind a position. Immutable. */
public record ChannelSlice(ChannelFacts facts, LogSlice slice) {}
