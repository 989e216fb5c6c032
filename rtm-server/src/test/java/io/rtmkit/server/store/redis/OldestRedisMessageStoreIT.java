package io.rtmkit.server.store.redis;

import io.rtmkit.server.redis.RedisBinary;
import io.rtmkit.server.redis.RedisProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract, kept in Redis 6.2, the oldest that is supported. One thread. */
class OldestRedisMessageStoreIT extends RedisContract {
  @TempDir static Path directory;
  private static RedisProcess redis;

  @BeforeAll
  static void start() throws IOException {
    redis = RedisProcess.start(RedisBinary.oldest(directory), directory, true);
    Assumptions.assumeTrue(
        redis != null,
        () -> "Redis 6.2 does not run here (it needs libssl.so.3): " + output(directory));
  }

  private static String output(Path directory) {
    try {
      return Files.readString(directory.resolve("redis.log")).strip();
    } catch (IOException e) {
      return e.getMessage();
    }
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
