package io.rtmkit.server.metrics;

import io.rtmkit.server.core.channel.ChannelFigures;
import io.rtmkit.server.core.port.CallFigures;
import io.rtmkit.server.core.port.ClusterFigures;
import io.rtmkit.server.core.port.StoreStatus;
import io.rtmkit.server.core.presence.PresenceFigures;
import io.rtmkit.server.core.session.Sessions;
import java.nio.file.Path;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is looked at when somebody asks. Immutable.
 *
 * @param connections open sockets
 * @param pendingTasks tasks that wait for an event loop
 * @param bufferBytes memory of the buffers of connections
 * @param storePath directory of the embedded store; null if there is none
 * @param webhooks how the webhooks are
 * @param beforeSend what became of the messages that the operator was asked about
 * @param storeCalls the calls of a store that is elsewhere; null if there are none
 * @param cluster how the server stands among others; null if it is alone
 */
public record ServerView(
    Sessions sessions,
    ChannelFigures channels,
    PresenceFigures presence,
    Supplier<StoreStatus> store,
    IntSupplier connections,
    LongSupplier pendingTasks,
    LongSupplier bufferBytes,
    @Nullable Path storePath,
    Supplier<WebhookFigures> webhooks,
    Supplier<BeforeSendFigures> beforeSend,
    @Nullable CallFigures storeCalls,
    @Nullable ClusterFigures cluster) {}
