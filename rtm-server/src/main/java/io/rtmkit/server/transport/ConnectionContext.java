package io.rtmkit.server.transport;

import io.rtmkit.server.config.ServerConfig;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.handler.Dispatcher;

/** What all connections share. Immutable. */
record ConnectionContext(ServerConfig config, Dispatcher dispatcher, Lanes lanes, Clock clock) {}
