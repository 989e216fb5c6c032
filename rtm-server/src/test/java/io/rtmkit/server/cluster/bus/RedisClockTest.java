package io.rtmkit.server.cluster.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.server.core.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The time of Redis is known as well as the quickest answers tell it. */
class RedisClockTest {
  private final ManualClock clock = new ManualClock();
  private final RedisClock redis = new RedisClock(clock);
  private final long beganMs = clock.currentTimeMillis();

  /** Redis is asked, reads its clock after a time, and its answer comes after another. */
  private void ask(long aheadMs, long thereMs, long backMs) {
    long asked = clock.nanoTime();
    clock.advance(Duration.ofMillis(thereMs));
    long ms = clock.currentTimeMillis() + aheadMs;
    clock.advance(Duration.ofMillis(backMs));
    redis.note(ms, asked);
  }

  private long aheadMs() {
    return redis.ms() - clock.currentTimeMillis();
  }

  @Test
  void nothingIsKnownAtFirst() {
    assertThat(redis.ms()).isEqualTo(beganMs);
  }

  @Test
  void aQuickAnswerTellsIt() {
    ask(-5_000, 1, 1);
    assertThat(aheadMs()).isEqualTo(-5_000);
  }

  @Test
  void anAnswerThatComesLateChangesNothing() {
    ask(3_000, 1, 1);
    ask(3_000, 1, 15_000);
    assertThat(aheadMs()).isEqualTo(3_000);
    ask(3_000, 15_000, 1);
    assertThat(aheadMs()).isEqualTo(3_000);
  }

  @Test
  void itFollowsWhatIsCertain() {
    ask(0, 1, 1);
    ask(10_000, 2_000, 1);
    assertThat(aheadMs()).isEqualTo(9_999);
    ask(-10_000, 1, 2_000);
    assertThat(aheadMs()).isBetween(-10_000L, -9_998L);
  }
}
