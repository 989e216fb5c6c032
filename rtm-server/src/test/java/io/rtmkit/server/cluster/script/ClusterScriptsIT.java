package io.rtmkit.server.cluster.script;

import io.rtmkit.server.redis.RedisBinary;
import io.rtmkit.server.redis.RedisProcess;
import java.io.IOException;

/** The scripts in Redis 7.0. One thread. */
class ClusterScriptsIT extends ClusterScriptsContract {
  private RedisProcess redis;

  @Override
  String startRedis() throws IOException {
    redis = RedisProcess.start(RedisBinary.newer(directory), directory, true);
    return redis.uri();
  }

  @Override
  void stopRedis() {
    if (redis != null) {
      redis.close();
    }
  }
}
