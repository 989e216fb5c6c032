package io.rtmkit.server.cluster.script;

/** What is known of a channel, and the events behind a position. Immutable. */
public record ChannelSlice(ChannelFacts facts, LogSlice slice) {}
