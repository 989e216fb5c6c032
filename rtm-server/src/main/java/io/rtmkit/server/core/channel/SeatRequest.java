package io.rtmkit.server.core.channel;

import io.rtmkit.protocol.v1.ChannelPosition;
import io.rtmkit.server.core.lane.Link;
import io.rtmkit.server.core.port.MissedBound;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A member that has entered wants its seat. Immutable.
 *
 * @param since what it says it has of the channel from before, if anything
 * @param missed is told, ahead of everything else that the member is sent, up to which stored id it
 *     is to get what it missed while it was lost; what comes later is in the stream
 */
public record SeatRequest(
    Link link, Entered entered, @Nullable ChannelPosition since, Consumer<MissedBound> missed) {}
