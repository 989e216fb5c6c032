package io.rtmkit.server.config;

import java.time.Duration;

/**
 * A URL of the operator that is asked before a message takes effect. Immutable.
 *
 * @param url http or https; empty if nobody is asked
 * @param secret signs every request
 * @param timeout after this the fallback decides
 * @param fallback what happens without an answer
 * @param requestsInFlight beyond so many unanswered requests the fallback decides
 */
public record BeforeSendConfig(
    String url, String secret, Duration timeout, Fallback fallback, int requestsInFlight) {
  /** What becomes of a message about which nothing is heard. */
  public enum Fallback {
    ALLOW,
    DENY
  }

  public BeforeSendConfig {
    Checks.endpoint("before-send.url", url, "before-send.secret", secret);
    Checks.range("before-send.timeout", timeout, Duration.ofMillis(10), Duration.ofSeconds(10));
    Checks.range("before-send.requests-in-flight", requestsInFlight, 1, 100_000);
  }

  public boolean isEnabled() {
    return !url.isEmpty();
  }

  /** Never shows the secret, nor what the URL may have of one: configurations end up in logs. */
  @Override
  public String toString() {
    return "BeforeSendConfig[enabled=" + isEnabled() + ", fallback=" + fallback + "]";
  }
}
