package io.rtmkit.server.cluster.bus;

import io.rtmkit.server.redis.RedisBinary;
import io.rtmkit.server.redis.RedisCluster;
import io.rtmkit.server.redis.RedisSentinels;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes over the bus when an inbox gets another master, under load. */
class BusClusterIT {
  @TempDir Path directory;

  @Test
  void theSlotOfAnInboxMoves() throws Exception {
    try (RedisCluster redis = RedisCluster.start(RedisBinary.newer(directory), directory)) {
      BusLoad.run(redis.uri(), redis::moveSlotOf);
    }
  }

  @Test
  void theMasterOfAnInboxIsKilled() throws Exception {
    try (RedisCluster redis = RedisCluster.start(RedisBinary.newer(directory), directory)) {
      BusLoad.run(redis.uri(), inbox -> redis.masterOf(inbox).kill());
    }
  }

  @Test
  void theMasterBehindSentinelsIsKilled() throws Exception {
    try (RedisSentinels redis = RedisSentinels.start(RedisBinary.newer(directory), directory)) {
      BusLoad.run(redis.uri(), inbox -> redis.master().kill());
    }
  }
}
