package io.rtmkit.server.store.redis;

import io.rtmkit.server.config.RedisConfig;
import io.rtmkit.server.redis.RedisBinary;
import io.rtmkit.server.redis.RedisPair;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract, kept in a Redis that has a replica, which is waited for. One thread. */
class ReplicaRedisMessageStoreIT extends RedisContract {
  @TempDir static Path directory;
  private static RedisPair redis;

  @BeforeAll
  static void start() throws IOException {
    redis = RedisPair.start(RedisBinary.newer(directory), directory);
    redis.follow();
  }

  @AfterAll
  static void stop() {
    if (redis != null) {
      redis.close();
    }
  }

  @Override
  String uri() {
    return redis.master().uri();
  }

  @Override
  RedisConfig.Durability durability() {
    return RedisConfig.Durability.REPLICA;
  }
}
