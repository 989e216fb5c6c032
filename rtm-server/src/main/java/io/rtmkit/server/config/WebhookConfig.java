package io.rtmkit.server.config;

import java.time.Duration;
import java.util.List;

/**
 * Events that are sent to a URL of the operator. Immutable.
 *
 * @param url http or https; empty if there are no webhooks
 * @param secret signs every request
 * @param events names of those that are sent; empty for all
 * @param batchEvents most in one request
 * @param batchDelay so long an event waits for others to go with it
 * @param timeout of one request
 * @param retryShortest the pause after a first failure; doubled after each
 * @param retryLongest the longest pause
 * @param retention so long an event is tried; then it is a dead letter
 * @param outboxBytes what the files of undelivered events may take; beyond it events are lost
 */
public record WebhookConfig(
    String url,
    String secret,
    List<String> events,
    int batchEvents,
    Duration batchDelay,
    Duration timeout,
    Duration retryShortest,
    Duration retryLongest,
    Duration retention,
    long outboxBytes) {
  /** The names of all events. */
  public static final List<String> EVENTS =
      List.of(
          "server.started",
          "user.online",
          "user.unreachable",
          "user.offline",
          "channel.created",
          "channel.joined",
          "channel.left",
          "channel.destroyed",
          "message.stored",
          "invitation.sent",
          "invitation.ended");

  private static final Duration MINUTE = Duration.ofMinutes(1);

  public WebhookConfig {
    events = List.copyOf(events);
    Checks.endpoint("webhooks.url", url, "webhooks.secret", secret);
    for (String event : events) {
      if (!EVENTS.contains(event)) {
        throw new ConfigException(
            "webhooks.events", "'" + event + "' is no event" + Suggestion.of(event, EVENTS));
      }
    }
    Checks.range("webhooks.batch-events", batchEvents, 1, 1_000);
    Checks.range("webhooks.batch-delay", batchDelay, Duration.ZERO, MINUTE);
    Checks.range("webhooks.timeout", timeout, Duration.ofMillis(100), MINUTE);
    Checks.range("webhooks.retry-shortest", retryShortest, Duration.ofMillis(10), MINUTE);
    Checks.range("webhooks.retry-longest", retryLongest, retryShortest, Duration.ofHours(1));
    Checks.range("webhooks.retention", retention, MINUTE, Duration.ofDays(30));
    Checks.range("webhooks.outbox-bytes", outboxBytes, 1 << 20, 1L << 40);
  }

  public boolean isEnabled() {
    return !url.isEmpty();
  }

  /** Never shows the secret, nor what the URL may have of one: configurations end up in logs. */
  @Override
  public String toString() {
    return "WebhookConfig[enabled=" + isEnabled() + ", events=" + events + "]";
  }
}
