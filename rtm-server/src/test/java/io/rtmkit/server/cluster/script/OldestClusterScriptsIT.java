package io.rtmkit.server.cluster.script;

import io.rtmkit.server.redis.RedisBinary;
import io.rtmkit.server.redis.RedisProcess;
import java.io.IOException;
import org.junit.jupiter.api.Assumptions;

/** The scripts in Redis 6.2, the oldest that is supported. One thread. */
class OldestClusterScriptsIT extends ClusterScriptsContract {
  private RedisProcess redis;

  @Override
  String startRedis() throws IOException {
    redis = RedisProcess.start(RedisBinary.oldest(directory), directory, true);
    Assumptions.assumeTrue(
        redis != null, "Redis 6.2 does not run here, perhaps for want of libssl.so.3");
    return redis.uri();
  }

  @Override
  void stopRedis() {
    if (redis != null) {
      redis.close();
    }
  }
}
