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

/** The scripts of leases one by one. Thread-safe; waits for each. */
final class Scripts implements AutoCloseable {
  private final RedisLink link;
  private final RedisCalls calls;
  private final BeatScript beat;
  private final ForgetNodeScript forget;

  Scripts(String uri) throws IOException {
    RedisConfig config = RedisConfigs.of(uri, TestServer.PREFIX);
    link = RedisOpening.open(config, warning -> {});
    calls = new RedisCalls("cluster store", link, config, Clock.system());
    BusKeys keys = new BusKeys(TestServer.PREFIX);
    beat = new BeatScript(calls, keys);
    forget = new ForgetNodeScript(calls, keys);
  }

  Beat beat(String node, boolean first, Duration lease) {
    NodeInfo info = NodeInfo.newBuilder().setName(node).build();
    return beat.run(node, info, first, lease, calls.endOfWrite()).join();
  }

  boolean forget(String node, boolean leaves) {
    return forget.run(node, leaves, calls.endOfWrite()).join();
  }

  @Override
  public void close() {
    calls.close();
    link.close();
  }
}
