package io.rtmkit.server.core.channel;

import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.LogThrottle;
import io.rtmkit.server.core.port.StoreException;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Channels of which nobody can read at present what members missed. Thread-safe. */
final class UnreadChannels {
  private static final Logger log = LoggerFactory.getLogger(UnreadChannels.class);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
  private static final Duration KEPT = Duration.ofMinutes(10);

  private final ConcurrentMap<ChannelKey, Long> failingSince = new ConcurrentHashMap<>();
  private final Clock clock;
  private final LogThrottle throttle;

  UnreadChannels(Clock clock) {
    this.clock = clock;
    this.throttle = new LogThrottle(clock);
  }

  void onFailed(ChannelKey channel, StoreException failure) {
    failingSince.putIfAbsent(channel, clock.nanoTime());
    if (throttle.allows()) {
      log.error(
          "what was missed of {} cannot be read: {}", channel.channelId(), failure.getMessage());
    }
  }

  void onRead(ChannelKey channel) {
    failingSince.remove(channel);
  }

  /** Whether a member must wait that could not read; not for ever. */
  boolean mustWait(ChannelKey channel) {
    Long since = failingSince.get(channel);
    // If another member has read since, the next attempt will do.
    return since == null || clock.nanoTime() - since < LONGEST_WAIT.toNanos();
  }

  /** Forgets what failed long ago; call it now and then. */
  void tidy() {
    long now = clock.nanoTime();
    failingSince.values().removeIf(since -> now - since > KEPT.toNanos());
  }
}
