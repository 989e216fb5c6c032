package io.rtmkit.server.core.channel;

/** A channel of an app. */
public record ChannelKey(String appId, String channelId) {}
