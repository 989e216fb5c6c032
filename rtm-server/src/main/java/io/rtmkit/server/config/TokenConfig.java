package io.rtmkit.server.config;

import java.time.Duration;

/**
 * Times around the end of a token. Immutable.
 *
 * @param leeway how far the clocks of this server and the token's maker may differ
 * @param willExpireLead how long before the end of its token a session is told
 */
public record TokenConfig(Duration leeway, Duration willExpireLead) {
  public TokenConfig {
    Checks.range("token.leeway", leeway, Duration.ZERO, Duration.ofMinutes(10));
    Checks.range("token.will-expire-lead", willExpireLead, Duration.ZERO, Duration.ofHours(1));
  }
}
