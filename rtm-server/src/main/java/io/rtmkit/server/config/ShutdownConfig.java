package io.rtmkit.server.config;

import java.time.Duration;

/**
 * How the server goes down. Immutable.
 *
 * @param drain how long connections are given to move before they are closed
 */
public record ShutdownConfig(Duration drain) {
  public ShutdownConfig {
    Checks.range("shutdown.drain", drain, Duration.ZERO, Duration.ofHours(1));
  }
}
