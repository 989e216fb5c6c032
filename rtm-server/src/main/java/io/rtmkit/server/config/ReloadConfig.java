package io.rtmkit.server.config;

import java.time.Duration;

/**
 * How changed files are noticed. Immutable.
 *
 * @param interval how often the configuration file and the certificate are looked at; 0 for never
 */
public record ReloadConfig(Duration interval) {
  public ReloadConfig {
    Checks.range("reload.interval", interval, Duration.ZERO, Duration.ofHours(24));
  }
}
