package io.rtmkit.server.cluster.script;

import io.rtmkit.server.core.channel.ChannelFacts;
import io.rtmkit.server.core.channel.LogEvent;
import io.rtmkit.server.core.channel.LogSlice;
import java.util.List;

/**
 * What became of a join. Immutable.
 *
 * @param already whether the session was a member; then nothing is told to others
 * @param created whether nobody was ever in the channel
 * @param facts after the join
 * @param events of the join: that an older session of the user left, that the user joined
 * @param atMs when, by the clock of Redis; Unix ms
 * @param replay the events behind the position that was asked for, up to the join
 */
public record JoinedChannel(
    boolean already,
    boolean created,
    ChannelFacts facts,
    List<LogEvent> events,
    long atMs,
    LogSlice replay) {}
