package io.rtmkit.server.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.sentinel.api.StatefulRedisSentinelConnection;
import io.rtmkit.server.e2e.FreePort;
import io.rtmkit.server.store.Eventually;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A master with two replicas, and three Sentinels that watch them. One thread. */
public final class RedisSentinels implements AutoCloseable {
  private static final String NAME = "rtm";
  private static final int SENTINELS = 3;
  private static final int REPLICAS = 2;

  private final List<RedisProcess> servers = new ArrayList<>();
  private final List<RedisProcess> sentinels = new ArrayList<>();
  private final RedisClient client = RedisClient.create();

  private RedisSentinels() {}

  /** Starts them; null if this machine cannot run Redis. */
  public static RedisSentinels start(Path binary, Path directory) throws IOException {
    RedisSentinels all = new RedisSentinels();
    for (int i = 0; i <= REPLICAS; i++) {
      List<String> options = new ArrayList<>(RedisProcess.REPLICATED);
      if (i > 0) {
        options.addAll(List.of("--replicaof", "127.0.0.1 " + all.servers.get(0).port()));
      }
      Path own = Files.createDirectory(directory.resolve("redis-" + i));
      RedisProcess server = RedisProcess.start(binary, own, FreePort.find(), options);
      if (server == null) {
        all.close();
        return null;
      }
      all.servers.add(server);
    }
    for (int i = 0; i < SENTINELS; i++) {
      Path own = Files.createDirectory(directory.resolve("sentinel-" + i));
      all.sentinels.add(all.startSentinel(binary, own));
    }
    Eventually.until(Duration.ofSeconds(30), all::knowEachOther);
    Eventually.until(Duration.ofSeconds(30), all::replicasFollow);
    return all;
  }

  private RedisProcess startSentinel(Path binary, Path directory) throws IOException {
    int port = FreePort.find();
    Path file = directory.resolve("sentinel.conf");
    Files.writeString(
        file,
        """
        port %d
        bind 127.0.0.1
        dir %s
        sentinel monitor %s 127.0.0.1 %d 2
        sentinel down-after-milliseconds %s 2000
        sentinel failover-timeout %s 10000
        """
            .formatted(port, directory, NAME, servers.get(0).port(), NAME, NAME));
    List<String> command = List.of(binary.toString(), file.toString(), "--sentinel");
    return RedisProcess.start(command, directory, port);
  }

  /** Until then nobody could be elected. */
  private boolean knowEachOther() {
    return sentinels.stream()
        .allMatch(
            sentinel -> {
              try (StatefulRedisSentinelConnection<String, String> connection =
                  client.connectSentinel(RedisURI.create("127.0.0.1", sentinel.port()))) {
                var master = connection.sync().master(NAME);
                return master.get("num-slaves").equals("" + REPLICAS)
                    && master.get("num-other-sentinels").equals("" + (SENTINELS - 1));
              }
            });
  }

  /** Until then one could become master that has nothing of what was written. */
  private boolean replicasFollow() {
    return servers.stream()
        .skip(1)
        .allMatch(
            replica -> {
              try (StatefulRedisConnection<String, String> connection =
                  client.connect(RedisURI.create("127.0.0.1", replica.port()))) {
                return connection.sync().info("replication").contains("master_link_status:up");
              }
            });
  }

  /** The server that is master at present. */
  public RedisProcess master() {
    try (StatefulRedisSentinelConnection<String, String> connection =
        client.connectSentinel(RedisURI.create("127.0.0.1", sentinels.get(0).port()))) {
      InetSocketAddress address = (InetSocketAddress) connection.sync().getMasterAddrByName(NAME);
      return servers.stream()
          .filter(server -> server.port() == address.getPort())
          .findFirst()
          .orElseThrow();
    }
  }

  public String uri() {
    return sentinels.stream()
        .map(sentinel -> "127.0.0.1:" + sentinel.port())
        .collect(Collectors.joining(",", "redis-sentinel://", "#" + NAME));
  }

  @Override
  public void close() {
    sentinels.forEach(RedisProcess::close);
    servers.forEach(RedisProcess::close);
    client.shutdown();
  }
}
