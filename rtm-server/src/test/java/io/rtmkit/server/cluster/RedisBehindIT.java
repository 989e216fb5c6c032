package io.rtmkit.server.cluster;

import static io.rtmkit.server.e2e.SdkUser.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.rtmkit.client.RtmChannel;
import io.rtmkit.server.e2e.FaultProxy;
import io.rtmkit.server.e2e.SdkUser;
import io.rtmkit.server.e2e.TestServer;
import io.rtmkit.server.redis.RedisBinary;
import io.rtmkit.server.redis.RedisPair;
import io.rtmkit.server.store.Eventually;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Redis is behind what servers have seen of a channel: the members are told, and go on. */
class RedisBehindIT {
  private static final String RESET = "reset channel";
  private static final String CHANNEL = "rtm:{c:" + TestServer.APP + ":room}:";

  @TempDir Path directory;

  @Test
  void aReplicaThatLacksTheLastMessagesBecomesMaster() throws IOException {
    try (RedisPair redis = RedisPair.start(RedisBinary.newer(directory), directory);
        FaultProxy way = new FaultProxy(redis.master().port())) {
      redis.follow();
      Map<String, String> settings =
          Map.of(
              "store.kind", "redis",
              "store.redis.uri", "redis://127.0.0.1:" + way.port(),
              "cluster.kind", "redis");
      try (TestServer first = TestServer.start(settings);
          TestServer second = TestServer.start(settings);
          SdkUser alice = SdkUser.login("alice", first.address());
          SdkUser bob = SdkUser.login("bob", second.address())) {
        RtmChannel room = alice.join("room");
        bob.join("room");
        say(alice, room, "one", bob);
        redis.awaitOther();
        redis.promote(); // without anybody noticing yet
        say(alice, room, "lost", bob);

        way.target(redis.other().port());
        redis.master().kill();

        alice.await(RESET);
        bob.await(RESET);
        sayAtLast(alice, room, "two", bob);
      }
    }
  }

  @Test
  void whoPublishesNoticesIt() throws IOException {
    setBack((servers, alice, room) -> assertThat(await(alice.toChannel(room, "after"))).isZero());
  }

  @Test
  void aPlaceThatIsGivenOnceMoreIsNoticed() throws IOException {
    setBack(
        (servers, alice, room) -> {
          try (SdkUser carol = SdkUser.login("carol", servers.second().address())) {
            carol.join("room"); // an event at the place of the lost message
            alice.await(RESET);
          }
        });
  }

  private interface Deed {
    void run(TwoServers servers, SdkUser alice, RtmChannel room);
  }

  /** Redis loses the last message of a channel, and somebody does something then. */
  private void setBack(Deed deed) throws IOException {
    try (TwoServers servers = new TwoServers(directory, Map.of());
        SdkUser alice = SdkUser.login("alice", servers.first().address());
        SdkUser bob = SdkUser.login("bob", servers.second().address())) {
      RtmChannel room = alice.join("room");
      bob.join("room");
      say(alice, room, "one", bob);
      say(alice, room, "lost", bob);
      forgetLast(servers.redis().uri());

      deed.run(servers, alice, room);

      alice.await(RESET);
      bob.await(RESET);
      sayAtLast(alice, room, "two", bob);
    }
  }

  private static void forgetLast(String uri) {
    RedisClient client = RedisClient.create(uri);
    try (StatefulRedisConnection<String, String> redis = client.connect()) {
      redis.sync().rpop(CHANNEL + "l");
      redis.sync().hincrby(CHANNEL + "t", "q", -1);
    } finally {
      client.shutdown();
    }
  }

  private static void say(SdkUser from, RtmChannel room, String text, SdkUser to) {
    assertThat(await(from.toChannel(room, text))).isZero();
    to.await("channel alice: " + text);
  }

  /** Until the members are back some of what is said may be lost, which is what they were told. */
  private static void sayAtLast(SdkUser from, RtmChannel room, String text, SdkUser to) {
    String heard = "channel alice: " + text;
    Eventually.until(
        Duration.ofSeconds(30),
        () -> await(from.toChannel(room, text)) == 0 && to.events().contains(heard));
  }
}
