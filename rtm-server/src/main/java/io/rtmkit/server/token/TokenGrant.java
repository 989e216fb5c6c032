package io.rtmkit.server.token;

import java.time.Duration;
import java.time.Instant;

/**
 * What a new token shall say. Immutable.
 *
 * @param lifetime whole seconds
 */
public record TokenGrant(String appId, String userId, Instant issuedAt, Duration lifetime) {
  long issuedAtSeconds() {
    return issuedAt.getEpochSecond();
  }

  long lifetimeSeconds() {
    return lifetime.toSeconds();
  }
}
