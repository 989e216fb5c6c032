package io.rtmkit.server.config;

import java.time.Duration;

/**
 * Limits of channel locks. Immutable.
 *
 * @param count locks of one channel
 * @param shortest the least time that a lock may be asked for
 * @param longest the most
 */
public record LockConfig(int count, Duration shortest, Duration longest) {
  public LockConfig {
    Checks.range("locks.count", count, 1, 1_024);
    Checks.range("locks.shortest", shortest, Duration.ofMillis(100), Duration.ofHours(1));
    Checks.range("locks.longest", longest, Duration.ofMillis(100), Duration.ofHours(1));
    Checks.shorter("locks.shortest", shortest, "locks.longest", longest);
  }
}
