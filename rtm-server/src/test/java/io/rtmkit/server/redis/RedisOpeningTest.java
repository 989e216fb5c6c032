package io.rtmkit.server.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisCommandExecutionException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** What is told when Redis cannot be reached, also when the failure itself says nothing. */
class RedisOpeningTest {
  @Test
  void aFailureHasAText() {
    assertThat(RedisOpening.textOf(new RedisCommandExecutionException("WRONGPASS no")))
        .isEqualTo("WRONGPASS no");
    assertThat(RedisOpening.textOf(new TimeoutException())).isEqualTo("no answer in time");
    assertThat(RedisOpening.textOf(new ClosedChannelException()))
        .isEqualTo("ClosedChannelException");
    assertThat(RedisOpening.textOf(new IllegalStateException(" ")))
        .isEqualTo("IllegalStateException");
  }
}
