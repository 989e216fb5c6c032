package io.rtmkit.server.core.channel;

import io.rtmkit.protocol.v1.ChannelRecovery;
import org.jspecify.annotations.Nullable;

/**
 * What a member learns when it enters a channel.
 *
 * @param already whether it was in the channel before; nothing has changed then
 * @param offset events behind this one will arrive
 * @param recovery what became of the position that it named, if it named one
 * @param attributesRevision of the attributes as they are
 * @param locksRevision of the locks as they are
 */
public record Joined(
    boolean already,
    long epoch,
    long offset,
    int memberCount,
    @Nullable ChannelRecovery recovery,
    long attributesRevision,
    long locksRevision) {}
