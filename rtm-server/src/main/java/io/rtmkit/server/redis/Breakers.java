package io.rtmkit.server.redis;

import io.rtmkit.server.core.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * A breaker for each part of Redis, so that one that is gone hurts only those whose data it has.
 * Thread-safe.
 */
final class Breakers {
  private final ConcurrentMap<String, Breaker> byShard = new ConcurrentHashMap<>();
  private final RedisLink link;
  private final Clock clock;

  Breakers(RedisLink link, Clock clock) {
    this.link = link;
    this.clock = clock;
  }

  /** The breaker of the part that has a key. */
  Breaker of(byte[] key) {
    return byShard.computeIfAbsent(link.shardOf(key), shard -> new Breaker(clock));
  }

  /** Whether no call at all would be let through. */
  boolean refuseAll() {
    boolean any = false;
    for (Breaker breaker : byShard.values()) {
      if (breaker.mayEnter()) {
        return false;
      }
      any = true; // the first may be added meanwhile: it has refused nobody
    }
    return any;
  }

  /** Since when a part of Redis does not answer, the longest time of all: Unix ms; 0 if all do. */
  long failingSinceMs() {
    return byShard.values().stream()
        .mapToLong(Breaker::failingSinceMs)
        .filter(since -> since != 0)
        .min()
        .orElse(0);
  }

  boolean areClosed() {
    for (Map.Entry<String, Breaker> entry : byShard.entrySet()) {
      if (isOpen(entry)) {
        return false;
      }
    }
    return true;
  }

  /** Parts of Redis that calls are kept away from, but for a few that try. */
  int open() {
    int open = 0;
    for (Map.Entry<String, Breaker> entry : byShard.entrySet()) {
      if (isOpen(entry)) {
        open++;
      }
    }
    return open;
  }

  private boolean isOpen(Map.Entry<String, Breaker> part) {
    if (part.getValue().isClosed()) {
      return false;
    }
    if (link.hasShard(part.getKey())) {
      return true;
    }
    byShard.remove(part.getKey()); // after a failover another node has its keys
    return false;
  }
}
