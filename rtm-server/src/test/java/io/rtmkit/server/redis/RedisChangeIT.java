package io.rtmkit.server.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.server.store.Eventually;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever goes by what Redis has is told when it may not be the same Redis any more. */
class RedisChangeIT {
  private static final Duration FAILOVER = Duration.ofSeconds(30);

  @TempDir Path directory;
  private final AtomicInteger changes = new AtomicInteger();

  private RedisLink open(String uri) throws IOException {
    RedisLink link = RedisOpening.open(RedisConfigs.of(uri, "rtm:"), warning -> {});
    link.onChange(changes::incrementAndGet);
    return link;
  }

  @Test
  void aRedisThatWasStartedAgain() throws IOException {
    try (RedisProcess redis = RedisProcess.start(RedisBinary.newer(directory), directory, true);
        RedisLink link = open(redis.uri())) {
      redis.kill();
      Eventually.until(FAILOVER, () -> !link.isOpen());
      assertThat(changes).hasValue(0);
      redis.start();
      Eventually.until(FAILOVER, () -> changes.get() > 0);
    }
  }

  @Test
  void anotherMasterBehindSentinels() throws IOException {
    try (RedisSentinels redis = RedisSentinels.start(RedisBinary.newer(directory), directory);
        RedisLink link = open(redis.uri())) {
      assertThat(link.isOpen()).isTrue();
      assertThat(changes).hasValue(0);
      redis.master().kill();
      Eventually.until(FAILOVER, () -> changes.get() > 0);
    }
  }

  @Test
  void anotherMasterOfACluster() throws IOException {
    try (RedisCluster redis = RedisCluster.start(RedisBinary.newer(directory), directory);
        RedisLink link = open(redis.uri())) {
      assertThat(link.isOpen()).isTrue();
      assertThat(changes).hasValue(0);
      redis.masters().get(0).kill();
      Eventually.until(FAILOVER, () -> changes.get() > 0);
    }
  }
}
