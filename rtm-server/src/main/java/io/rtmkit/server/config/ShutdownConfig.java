package io.rtmkit.server.config;

import java.time.Duration;

/**
 * How the server goes down. Immutable.
 *
 * @param unready how long the server says that it is not ready, before it sends anybody away
 * @param drain how long it takes at most from then on until all connections are closed
 * @param rate connections closed per second, faster only if the time would not do; 0 for all at
 *     once
 */
public record ShutdownConfig(Duration unready, Duration drain, int rate) {
  public ShutdownConfig {
    Checks.range("shutdown.unready", unready, Duration.ZERO, Duration.ofMinutes(10));
    Checks.range("shutdown.drain", drain, Duration.ZERO, Duration.ofHours(1));
    Checks.range("shutdown.rate", rate, 0, 1_000_000);
  }
}
