package io.rtmkit.server.redis;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rtmkit.server.config.RedisConfig;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which Redis is new enough. One thread. */
class RedisVersionTest {
  private static final RedisConfig CONFIG =
      RedisConfigs.of("redis://:secret@example.org:6379", "rtm:");

  @ParameterizedTest
  @ValueSource(strings = {"6.2.0", "6.10.1", "7.0.15", "8.0.0-rc1", "10.1"})
  void newEnough(String version) {
    assertThatCode(() -> RedisVersion.check("redis_version:" + version + "\r\nos:x", CONFIG))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.0.16", "5.0.14", "2.8"})
  void tooOld(String version) {
    assertThatThrownBy(() -> RedisVersion.check("redis_version:" + version + "\r\nos:x", CONFIG))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(version)
        .hasMessageContaining("6.2")
        .hasMessageContaining("example.org")
        .hasMessageNotContaining("secret");
  }

  @Test
  void oneThatDoesNotTellIsTakenAsItIs() {
    assertThatCode(() -> RedisVersion.check(null, CONFIG)).doesNotThrowAnyException();
  }
}
