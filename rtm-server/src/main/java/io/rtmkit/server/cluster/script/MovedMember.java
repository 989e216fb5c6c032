package io.rtmkit.server.cluster.script;

import io.rtmkit.server.core.channel.ChannelFacts;
import io.rtmkit.server.core.channel.LogSlice;

/**
 * What became of a member that is on another server. Immutable.
 *
 * @param moved false if that session is no member; then nothing was done
 * @param replay the events behind the position that was asked for
 */
public record MovedMember(boolean moved, ChannelFacts facts, LogSlice replay) {}
