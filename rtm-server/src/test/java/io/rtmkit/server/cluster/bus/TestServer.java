package io.rtmkit.server.cluster.bus;

import io.rtmkit.server.cluster.wire.NodeInfo;
import io.rtmkit.server.config.RedisConfig;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.redis.RedisCalls;
import io.rtmkit.server.redis.RedisConfigs;
import io.rtmkit.server.redis.RedisLink;
import io.rtmkit.server.redis.RedisOpening;
import java.io.IOException;
import java.time.Duration;

/** A server that is only a bus, with a Redis connection of its own. As thread-safe as these. */
final class TestServer implements AutoCloseable {
  static final String PREFIX = "rtm:";

  /** Times that fit into a test. */
  static final BusSettings QUICK =
      new BusSettings(
          PREFIX,
          Duration.ofSeconds(4),
          Duration.ofMillis(300),
          Duration.ofSeconds(1),
          Duration.ofSeconds(4));

  final Recorder told = new Recorder();
  final Bus bus;
  private final RedisLink link;
  private final RedisCalls calls;

  TestServer(String uri, String name, BusSettings settings) throws IOException {
    RedisConfig config = RedisConfigs.of(uri, PREFIX);
    link = RedisOpening.open(config, warning -> {});
    calls = new RedisCalls("cluster store", link, config, Clock.system());
    NodeInfo info = NodeInfo.newBuilder().setName(name).build();
    bus = new Bus(link, calls, settings, () -> info, told, Clock.system());
  }

  static TestServer start(String uri, String name, BusSettings settings) throws IOException {
    TestServer server = new TestServer(uri, name, settings);
    try {
      server.bus.start();
    } catch (IOException e) {
      server.close();
      throw e;
    }
    return server;
  }

  String node() {
    return bus.node();
  }

  String inbox() {
    return PREFIX + "{in:" + node() + "}";
  }

  /** Vanishes without a word. */
  void die() {
    link.close();
  }

  @Override
  public void close() {
    bus.close();
    calls.close();
    link.close();
  }

  /** Whether another server is there, as far as this one knows. */
  boolean sees(String node) {
    return bus.nodes().stream().anyMatch(other -> other.node().equals(node));
  }
}
