package io.rtmkit.server.store;

import io.rtmkit.server.config.HistoryConfig;
import io.rtmkit.server.config.OfflineConfig;
import java.time.Duration;

/** What every store keeps to. Immutable. */
public record StoreRules(OfflineConfig offline, HistoryConfig history) {
  /** The age at which a message in a log is of no use any more. */
  public Duration logRetention() {
    return offline.retention().compareTo(history.retention()) > 0
        ? offline.retention()
        : history.retention();
  }
}
