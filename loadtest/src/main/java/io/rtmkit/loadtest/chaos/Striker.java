package io.rtmkit.loadtest.chaos;

import io.rtmkit.client.SendMessageOptions;
import io.rtmkit.loadtest.forward.Forwarder;
import io.rtmkit.loadtest.redis.RedisCluster;
import io.rtmkit.loadtest.redis.RedisProcess;
import io.rtmkit.loadtest.redis.RedisSentinels;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Does what a round brings. One thread, which blocks. */
final class Striker {
  // A name of a channel is part of its keys.
  private static final String KEYS_IN_USE = "*room-*";
  private static final int HOP_MESSAGES = 1_000;
  private static final int MESSAGES_PER_HOP = 120;
  private static final long HOP_PAUSE_MS = 10;

  private final Stage stage;
  private final Crowd crowd;
  private final Random random;

  /**
   * A striker that has done nothing.
   *
   * @param random chooses what is hit
   */
  Striker(Stage stage, Crowd crowd, Random random) {
    this.stage = stage;
    this.crowd = crowd;
    this.random = random;
  }

  /** Does it, and returns when whatever was hit runs again. */
  void strike(Fault fault) throws IOException, InterruptedException {
    long millis = TimeUnit.SECONDS.toMillis(fault.seconds());
    switch (fault) {
      case KILL_SERVER, KILL_SERVER_LATE -> killServer(millis);
      case STOP_SERVER, STOP_SERVER_LONG, STOP_SERVER_LONGEST -> node().freeze(millis);
      case CUT_SERVER, CUT_SERVER_LONG, CUT_SERVER_LONGEST -> cutServer(millis);
      case KILL_REDIS -> redis(RedisProcess.class).restart();
      case FREEZE_REDIS, FREEZE_REDIS_LONG -> redis(RedisProcess.class).freeze(millis);
      case FAIL_OVER -> redis(RedisSentinels.class).killMaster();
      case MOVE_SLOT -> redis(RedisCluster.class).moveSlot(KEYS_IN_USE, random);
      case FAIL_OVER_CLUSTER -> redis(RedisCluster.class).killMaster(random);
      case HOP -> hop();
      case DOUBLE_LOGIN -> crowd.twins().play(stage.nodes(), crowd.stayers());
      case ROLL -> roll();
    }
  }

  private ServerNode node() {
    List<ServerNode> nodes = stage.nodes();
    return nodes.get(random.nextInt(nodes.size()));
  }

  private <T> T redis(Class<T> kind) {
    return kind.cast(stage.redis());
  }

  private ChaosUser feeder() {
    return crowd.users().get(ChaosPlan.FEEDER);
  }

  private void killServer(long awayMillis) throws IOException, InterruptedException {
    ServerNode victim = node();
    victim.kill();
    Thread.sleep(awayMillis);
    victim.start();
  }

  private void cutServer(long millis) throws InterruptedException {
    Forwarder line = stage.line(random.nextInt(stage.nodes().size()));
    line.hold();
    Thread.sleep(millis);
    line.release();
  }

  private void roll() throws IOException, InterruptedException {
    for (ServerNode node : stage.nodes()) {
      node.terminate();
      node.start();
    }
  }

  /** A client is sent 100 messages a second while it goes from server to server. */
  private void hop() throws InterruptedException {
    ChaosUser feeder = feeder();
    ChaosUser hopper = crowd.users().get(ChaosPlan.HOPPER);
    String common =
        feeder.channels().stream().filter(hopper.channels()::contains).findFirst().orElseThrow();
    int at = 0;
    for (int i = 0; i < HOP_MESSAGES; i++) {
      if (i % MESSAGES_PER_HOP == 0) {
        stage.hopLine().moveTo(at++ % stage.nodes().size());
      }
      SendMessageOptions options = new SendMessageOptions();
      options.enableOfflineMessaging = i % 4 == 0;
      if (i % 2 == 0) {
        feeder.sendToPeer(hopper.id(), options);
      } else {
        feeder.sendToChannel(common, options);
      }
      Thread.sleep(HOP_PAUSE_MS);
    }
  }
}
