package io.rtmkit.server.config;

import java.time.Duration;

/**
 * Messages kept for users who are away. Immutable.
 *
 * @param messages for one receiver, and for one lost member of a channel; the oldest give way
 * @param retention age at which one is dropped
 */
public record OfflineConfig(int messages, Duration retention) {
  public OfflineConfig {
    Checks.range("offline.messages", messages, 1, 10_000);
    Checks.range("offline.retention", retention, Duration.ofSeconds(1), Duration.ofDays(365));
  }
}
