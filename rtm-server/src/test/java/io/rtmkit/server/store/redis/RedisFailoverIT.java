package io.rtmkit.server.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.server.config.RedisConfig;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.port.MessageStore;
import io.rtmkit.server.core.session.UserKey;
import io.rtmkit.server.redis.RedisBinary;
import io.rtmkit.server.redis.RedisCluster;
import io.rtmkit.server.redis.RedisConfigs;
import io.rtmkit.server.redis.RedisSentinels;
import io.rtmkit.server.redis.Script;
import io.rtmkit.server.store.Eventually;
import io.rtmkit.server.store.Requests;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the store does when another Redis becomes the master, under load. */
class RedisFailoverIT {
  private static final Duration FAILOVER = Duration.ofSeconds(60);

  @TempDir Path directory;

  @Test
  void aMasterOfAClusterIsKilled() throws Exception {
    try (RedisCluster redis = RedisCluster.start(RedisBinary.newer(directory), directory)) {
      run(redis.uri(), () -> redis.masterOf(queueOf("u0")).kill());
    }
  }

  @Test
  void aSlotOfAClusterMoves() throws Exception {
    try (RedisCluster redis = RedisCluster.start(RedisBinary.newer(directory), directory)) {
      run(
          redis.uri(),
          () -> {
            for (int user = 0; user < 16; user++) {
              redis.moveSlotOf(queueOf("u" + user));
            }
          });
    }
  }

  @Test
  void theMasterBehindSentinelsIsKilled() throws Exception {
    try (RedisSentinels redis = RedisSentinels.start(RedisBinary.newer(directory), directory)) {
      run(redis.uri(), () -> redis.master().kill());
    }
  }

  @Test
  void whatAReplicaConfirmedOutlivesAMasterOfACluster() throws Exception {
    try (RedisCluster redis = RedisCluster.start(RedisBinary.newer(directory), directory)) {
      run(confirmed(redis.uri()), () -> redis.masterOf(queueOf("u0")).kill());
    }
  }

  @Test
  void aSlotMovesWhileReplicasAreWaitedFor() throws Exception {
    try (RedisCluster redis = RedisCluster.start(RedisBinary.newer(directory), directory)) {
      run(
          confirmed(redis.uri()),
          () -> {
            for (int user = 0; user < 16; user++) {
              redis.moveSlotOf(queueOf("u" + user));
            }
          });
    }
  }

  @Test
  void whatAReplicaConfirmedOutlivesTheMasterBehindSentinels() throws Exception {
    try (RedisSentinels redis = RedisSentinels.start(RedisBinary.newer(directory), directory)) {
      run(confirmed(redis.uri()), () -> redis.master().kill());
    }
  }

  private static RedisConfig confirmed(String uri) {
    return RedisConfigs.of(uri, "rtm:", RedisConfig.Durability.REPLICA);
  }

  private static void run(String uri, Runnable fault) throws IOException, InterruptedException {
    run(RedisConfigs.of(uri, "rtm:"), fault);
  }

  /** Stores before, during and after; then looks that nothing is missing and nothing twice. */
  private static void run(RedisConfig config, Runnable fault)
      throws IOException, InterruptedException {
    try (MessageStore store = RedisMessageStore.open(config, FaultLoad.RULES, Clock.system())) {
      FaultLoad load = new FaultLoad(store);
      List<Thread> threads = load.start();
      Eventually.until(Duration.ofSeconds(20), () -> load.stored() > 2_000);
      fault.run();
      int before = load.stored();
      // A new master may have no replica yet: what needs one waits for it in vain, again and again.
      int more = config.durability() == RedisConfig.Durability.REPLICA ? 100 : 2_000;
      Eventually.until(FAILOVER, () -> load.stored() > before + more);
      load.stop(threads);
      load.check();
      assertThat(load.ends()).as("no message of another slot").noneMatch(RedisFailoverIT::isBroken);
    }
  }

  private static boolean isBroken(FaultLoad.End end) {
    return end.failure() != null
        && String.valueOf(end.failure().getMessage()).contains("cannot do");
  }

  private static String queueOf(String userId) {
    UserKey user = Requests.user(userId);
    return Script.text(new RedisKeys("rtm:").queue(user).get(0));
  }
}
