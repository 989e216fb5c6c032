package io.rtmkit.server.core.session;

import io.rtmkit.server.config.RatesConfig;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The call budgets of one session; a budget takes memory from its first use. Not thread-safe:
 * guarded by the monitor of its session.
 */
final class CallBudgets {
  private final RatesConfig rates;
  private @Nullable Map<Budget, RateBucket> buckets;
  private @Nullable KeyedRateLimiter<String> joins;

  CallBudgets(RatesConfig rates) {
    this.rates = rates;
  }

  long take(Budget budget, long nowNanos) {
    if (buckets == null) {
      buckets = new EnumMap<>(Budget.class);
    }
    RateBucket bucket = buckets.get(budget);
    if (bucket == null) {
      bucket = new RateBucket(budget.rate(rates));
      buckets.put(budget, bucket);
    }
    return bucket.take(nowNanos);
  }

  long takeJoin(String channelId, long nowNanos) {
    if (joins == null) {
      joins = new KeyedRateLimiter<>(rates.joinSameChannel());
    }
    return joins.take(channelId, nowNanos);
  }
}
