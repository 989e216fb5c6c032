package io.rtmkit.server.cluster.script;

import io.rtmkit.server.redis.RedisBinary;
import io.rtmkit.server.redis.RedisCluster;
import java.io.IOException;

/** The scripts in a Redis Cluster: none may touch two slots. One thread. */
class RedisClusterScriptsIT extends ClusterScriptsContract {
  private RedisCluster redis;

  @Override
  String startRedis() throws IOException {
    redis = RedisCluster.start(RedisBinary.newer(directory), directory);
    return redis.uri();
  }

  @Override
  void stopRedis() {
    if (redis != null) {
      redis.close();
    }
  }
}
