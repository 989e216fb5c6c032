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
  private final LiveRules rules;

  /** Those that the budgets below were made for. */
  private RatesConfig rates;

  private @Nullable Map<Budget, RateBucket> buckets;
  private @Nullable KeyedRateLimiter<String> joins;

  CallBudgets(LiveRules rules) {
    this.rules = rules;
    this.rates = rules.rates();
  }

  /** With other rates, what was used up of the old ones is forgotten. */
  @SuppressWarnings("ReferenceEquality") // comparing all of them at each call would cost more
  private void follow(RatesConfig now) {
    if (now != rates) {
      if (!now.equals(rates)) {
        buckets = null;
        joins = null;
      }
      rates = now;
    }
  }

  long take(Budget budget, long nowNanos) {
    follow(rules.rates());
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
    follow(rules.rates());
    if (joins == null) {
      joins = new KeyedRateLimiter<>(rates.joinSameChannel());
    }
    return joins.take(channelId, nowNanos);
  }
}
