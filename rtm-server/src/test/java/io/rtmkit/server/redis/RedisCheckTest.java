package io.rtmkit.server.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is said of a Redis whose clock is another. */
class RedisCheckTest {
  @Test
  void clocksDifferByWhatIsCertain() {
    assertThat(RedisCheck.apartMs(1_000, 1_050, 1_100)).as("in between").isZero();
    assertThat(RedisCheck.apartMs(1_000, 400, 1_100)).as("Redis is behind").isEqualTo(600);
    assertThat(RedisCheck.apartMs(1_000, 4_100, 1_100)).as("Redis is ahead").isEqualTo(3_000);
  }
}
