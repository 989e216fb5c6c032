package io.rtmkit.server.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.server.config.Rate;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Call budgets: n calls are let through, the next is not, and the budget comes back. */
class RateBucketTest {
  @ParameterizedTest
  @CsvSource({"2,1", "50,3", "180,3", "10,5", "1,1", "1500,3"})
  void letsExactlyTheBudgetThroughAtOnce(int count, int seconds) {
    RateBucket bucket = new RateBucket(new Rate(count, Duration.ofSeconds(seconds)));
    long now = 5_000_000_000L;
    for (int i = 0; i < count; i++) {
      assertThat(bucket.take(now)).as("call %d", i + 1).isZero();
    }
    assertThat(bucket.take(now)).isPositive();
  }

  @Test
  void saysHowLongToWaitAndKeepsItsWord() {
    RateBucket bucket = new RateBucket(new Rate(2, Duration.ofSeconds(1)));
    long now = -3; // nanoTime may be negative
    bucket.take(now);
    bucket.take(now);
    long wait = bucket.take(now);
    assertThat(wait).isEqualTo(Duration.ofMillis(500).toNanos());
    assertThat(bucket.take(now + wait - 1)).isPositive();
    assertThat(bucket.take(now + wait)).isZero();
    assertThat(bucket.take(now + wait)).isPositive();
  }

  @Test
  void isFullAgainAfterItsWindow() {
    RateBucket bucket = new RateBucket(new Rate(3, Duration.ofSeconds(3)));
    for (int i = 0; i < 3; i++) {
      bucket.take(0);
    }
    assertThat(bucket.isFull(Duration.ofSeconds(3).toNanos() - 1)).isFalse();
    assertThat(bucket.isFull(Duration.ofSeconds(3).toNanos())).isTrue();
  }

  @Test
  void keysDoNotShareABudgetAndIdleOnesAreForgotten() {
    KeyedRateLimiter<String> limiter = new KeyedRateLimiter<>(new Rate(1, Duration.ofSeconds(1)));
    assertThat(limiter.take("a", 0)).isZero();
    assertThat(limiter.take("b", 0)).isZero();
    assertThat(limiter.take("a", 0)).isPositive();
    for (int i = 0; i < 1_000; i++) {
      limiter.take("user" + i, Duration.ofSeconds(i).toNanos());
    }
    assertThat(limiter.size()).isLessThan(5);
  }
}
