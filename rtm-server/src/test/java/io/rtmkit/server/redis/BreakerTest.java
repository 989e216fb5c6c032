package io.rtmkit.server.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.server.core.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When calls are kept away from a Redis that does not answer. One thread. */
class BreakerTest {
  private final ManualClock clock = new ManualClock();
  private final Breaker breaker = new Breaker(clock);

  private void succeed(int times) {
    for (int i = 0; i < times; i++) {
      breaker.onSuccess(breaker.enter());
    }
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      breaker.onFailure(breaker.enter());
    }
  }

  @Test
  void aFewFailuresSayNothing() {
    fail(19);

    assertThat(breaker.isClosed()).isTrue();
    fail(1);
    assertThat(breaker.isClosed()).isFalse();
  }

  @Test
  void fewerThanHalfAreBorne() {
    succeed(21);
    fail(20);

    assertThat(breaker.isClosed()).isTrue();
    fail(1);
    assertThat(breaker.isClosed()).isFalse();
    assertThat(breaker.mayEnter()).isFalse();
    assertThat(breaker.enter()).isEqualTo(Breaker.NO);
  }

  @Test
  void whatIsLongAgoDoesNotCount() {
    succeed(1_000);
    fail(19);
    clock.advance(Duration.ofSeconds(6));
    fail(19);

    assertThat(breaker.isClosed()).isTrue();
    fail(1);
    assertThat(breaker.isClosed()).isFalse();
  }

  @Test
  void afterASecondThreeMayTry() {
    fail(20);
    clock.advance(Duration.ofMillis(999));
    assertThat(breaker.mayEnter()).isFalse();
    clock.advance(Duration.ofMillis(1));

    long first = breaker.enter();
    long second = breaker.enter();
    long third = breaker.enter();

    assertThat(breaker.enter()).isEqualTo(Breaker.NO);
    breaker.onSuccess(first);
    breaker.onSuccess(second);
    assertThat(breaker.isClosed()).isFalse();
    assertThat(breaker.enter()).isEqualTo(Breaker.NO);
    breaker.onSuccess(third);
    assertThat(breaker.isClosed()).isTrue();
    assertThat(breaker.mayEnter()).isTrue();
  }

  @Test
  void aTrialThatFailsKeepsThemAwayForAnotherSecond() {
    fail(20);
    clock.advance(Duration.ofSeconds(1));
    long first = breaker.enter();
    long second = breaker.enter();

    breaker.onFailure(first);

    assertThat(breaker.mayEnter()).isFalse();
    breaker.onSuccess(second);
    clock.advance(Duration.ofMillis(999));
    assertThat(breaker.mayEnter()).isFalse();
    clock.advance(Duration.ofMillis(1));
    assertThat(breaker.mayEnter()).isTrue();
  }

  @Test
  void lateEndsOfEarlierCallsSayNothing() {
    long old = breaker.enter();
    fail(20);
    clock.advance(Duration.ofSeconds(1));
    succeed(2);

    breaker.onFailure(old);

    assertThat(breaker.isClosed()).isFalse();
    succeed(1);
    assertThat(breaker.isClosed()).isTrue();
  }

  @Test
  void onceClosedItBeginsAnew() {
    fail(20);
    clock.advance(Duration.ofSeconds(1));
    succeed(3);
    fail(19);

    assertThat(breaker.isClosed()).isTrue();
    fail(1);
    assertThat(breaker.isClosed()).isFalse();
  }

  @Test
  void isFailingFromTheFirstFailureOnUntilASuccess() {
    assertThat(breaker.failingSinceMs()).isZero();
    succeed(5);
    long start = clock.currentTimeMillis();
    fail(1);
    clock.advance(Duration.ofSeconds(3));
    fail(30 - 11);
    assertThat(breaker.failingSinceMs()).isEqualTo(start);
    clock.advance(Duration.ofSeconds(3));
    succeed(1);
    assertThat(breaker.failingSinceMs()).isZero();
  }
}
