package io.rtmkit.server.store.redis;

import io.rtmkit.server.redis.RedisBinary;
import io.rtmkit.server.redis.RedisCluster;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract, kept in a Redis Cluster: no script may touch two slots. One thread. */
class ClusterRedisMessageStoreIT extends RedisContract {
  @TempDir static Path directory;
  private static RedisCluster redis;

  @BeforeAll
  static void start() throws IOException {
    redis = RedisCluster.start(RedisBinary.newer(directory), directory);
  }

  @AfterAll
  static void stop() {
    if (redis != null) {
      redis.close();
    }
  }

  @Override
  String uri() {
    return redis.uri();
  }
}
