package io.rtmkit.server.transport;

import io.rtmkit.server.config.LiveConfig;
import io.rtmkit.server.config.ServerConfig;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.LogThrottle;
import io.rtmkit.server.core.port.Telemetry;
import io.rtmkit.server.handler.Dispatcher;

/**
 * What all connections share.
 *
 * @param strangers for log lines that anybody who connects can cause
 */
record ConnectionContext(
    LiveConfig live,
    Dispatcher dispatcher,
    Lanes lanes,
    Clock clock,
    LogThrottle strangers,
    Telemetry telemetry) {
  ServerConfig config() {
    return live.current();
  }
}
