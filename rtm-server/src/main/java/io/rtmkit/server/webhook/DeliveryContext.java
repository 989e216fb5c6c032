package io.rtmkit.server.webhook;

import io.rtmkit.server.config.WebhookConfig;
import io.rtmkit.server.core.Clock;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What all lanes share. Immutable.
 *
 * @param thread the one thread that delivers
 */
record DeliveryContext(
    WebhookConfig config,
    Backoff backoff,
    Receiver receiver,
    DeadLetters dead,
    Counters counters,
    ScheduledExecutorService thread,
    Clock clock) {}
