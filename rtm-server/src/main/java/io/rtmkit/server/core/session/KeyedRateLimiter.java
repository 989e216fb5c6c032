package io.rtmkit.server.core.session;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.rtmkit.server.config.Rate;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** One budget per key; keys whose budget is full again are forgotten. Thread-safe. */
public final class KeyedRateLimiter<K> {
  private final Rate rate;

  /** Least recently used first. */
  @GuardedBy("this")
  private final Map<K, RateBucket> buckets = new LinkedHashMap<>(8, 0.75f, true);

  public KeyedRateLimiter(Rate rate) {
    this.rate = rate;
  }

  /** Takes one call of the key's budget; answers as {@link RateBucket#take}. */
  public synchronized long take(K key, long nowNanos) {
    long wait = buckets.computeIfAbsent(key, k -> new RateBucket(rate)).take(nowNanos);
    Iterator<RateBucket> eldest = buckets.values().iterator();
    while (eldest.hasNext() && eldest.next().isFull(nowNanos)) {
      eldest.remove();
    }
    return wait;
  }

  synchronized int size() {
    return buckets.size();
  }
}
