package io.rtmkit.server.config;

import java.time.Duration;

/**
 * Messages kept for history queries. Immutable.
 *
 * @param retention age at which one is dropped
 * @param bytesPerApp what the history of one app may take on disk; the oldest give way
 * @param channelReaders who may read the history of a channel
 */
public record HistoryConfig(Duration retention, long bytesPerApp, Readers channelReaders) {
  /** Who may read the history of a channel. */
  public enum Readers {
    MEMBERS,
    EVERYONE
  }

  public HistoryConfig {
    Checks.range("history.retention", retention, Duration.ofSeconds(1), Duration.ofDays(3650));
    Checks.range("history.bytes-per-app", bytesPerApp, 64 << 10, 1L << 50);
  }
}
