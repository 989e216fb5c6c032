package io.rtmkit.server.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rtmkit.server.config.RedisConfig;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.e2e.FreePort;
import io.rtmkit.server.redis.RedisBinary;
import io.rtmkit.server.redis.RedisConfigs;
import io.rtmkit.server.redis.RedisProcess;
import io.rtmkit.server.store.StoreRules;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a server starts whose Redis is not as it should be. One thread. */
class RedisOpeningIT {
  private static final StoreRules RULES = FaultLoad.RULES;

  @TempDir Path directory;

  @Test
  void withoutRedisTheStoreDoesNotOpen() throws IOException {
    int port = FreePort.find();
    long begin = System.nanoTime();

    assertThatThrownBy(() -> open("redis://:secret@127.0.0.1:" + port))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("store.redis.uri")
        .hasMessageContaining("127.0.0.1:" + port)
        .hasMessageNotContaining("secret");
    assertThat(Duration.ofNanos(System.nanoTime() - begin))
        .isBetween(Duration.ofSeconds(8), Duration.ofSeconds(15));
  }

  @Test
  void aRedisThatAnswersNobodyIsNotWaitedForLong() throws IOException, InterruptedException {
    try (RedisProcess redis = RedisProcess.start(RedisBinary.newer(directory), directory, false)) {
      redis.pause();
      assertThatThrownBy(() -> open(redis.uri()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("no connection to")
          .hasMessageNotContaining("null");
    }
  }

  @Test
  void aRedisThatComesLateIsWaitedFor() throws Exception {
    try (RedisProcess redis = RedisProcess.start(RedisBinary.newer(directory), directory, false)) {
      redis.kill();
      Thread late = new Thread(() -> startLater(redis));
      late.start();
      open(redis.uri()).close();
      late.join();
    }
  }

  private static void startLater(RedisProcess redis) {
    try {
      Thread.sleep(1_000);
      redis.start();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aWrongPasswordIsSaidAtOnce() throws IOException {
    try (RedisProcess redis = RedisProcess.start(RedisBinary.newer(directory), directory, false)) {
      long begin = System.nanoTime();
      assertThatThrownBy(() -> open(redis.uri().replace("//", "//:wrong@")))
          .isInstanceOf(IOException.class)
          .hasMessageNotContaining(":wrong");
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    }
  }

  @Test
  void anAddressThatIsNoneIsSaid() {
    assertThatThrownBy(() -> open("http://:secret@127.0.0.1"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("store.redis.uri")
        .hasMessageNotContaining("secret");
  }

  @Test
  void whatTheOperatorShouldKnowIsToldInSentences() throws IOException {
    try (RedisProcess redis = RedisProcess.start(RedisBinary.newer(directory), directory, false)) {
      assertThat(RedisMessageStore.findProblems(RedisConfigs.of(redis.uri(), "rtm:")))
          .containsExactly("appendonly of Redis is no: a restart loses messages; set it to yes");
      assertThat(
              RedisMessageStore.findProblems(
                  RedisConfigs.of(redis.uri(), "rtm:", RedisConfig.Durability.REPLICA)))
          .contains(
              "Redis has no replica, and store.redis.durability is replica:"
                  + " no message will be known to be stored");
    }
    assertThatThrownBy(
            () -> RedisMessageStore.findProblems(RedisConfigs.of("http://nowhere", "rtm:")))
        .isInstanceOf(IOException.class);
  }

  private static RedisMessageStore open(String uri) throws IOException {
    return RedisMessageStore.open(RedisConfigs.of(uri, "rtm:"), RULES, Clock.system());
  }
}
