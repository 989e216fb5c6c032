package io.rtmkit.server.conformance;

import io.rtmkit.server.core.ManualClock;
import io.rtmkit.server.redis.RedisBinary;
import io.rtmkit.server.redis.RedisCluster;
import io.rtmkit.server.redis.RedisProcess;
import io.rtmkit.server.redis.RedisTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The Redis that the servers of a case share, if the suite runs on several servers: one process, or
 * a cluster, for all cases; each has keys of its own. One thread.
 */
final class SharedRedis {
  private static final AtomicInteger CASES = new AtomicInteger();
  private static String uri = "";

  /** Of each node, if they are several. */
  private static List<String> nodes = List.of();

  private SharedRedis() {}

  /** Starts it when it is first asked for; it ends with the JVM. */
  static Map<String, String> settings(Topology topology) {
    if (uri.isEmpty()) {
      uri = start(topology);
    }
    return Map.of(
        "store.kind",
        "redis",
        "store.redis.uri",
        uri,
        "store.redis.prefix",
        "case" + CASES.incrementAndGet() + ":",
        "cluster.kind",
        "redis");
  }

  /** The time of that Redis, as the clock of the case has it. */
  static RedisTime time(Map<String, String> settings, ManualClock clock) {
    return RedisTime.takeOver(nodes, settings.get("store.redis.prefix"), clock::currentTimeMillis);
  }

  private static String start(Topology topology) {
    try {
      Path directory = Files.createTempDirectory("conformance");
      if (topology == Topology.REDIS) {
        RedisProcess redis = RedisProcess.start(RedisBinary.newer(directory), directory, false);
        Runtime.getRuntime().addShutdownHook(new Thread(redis::close));
        nodes = List.of(redis.uri());
        return redis.uri();
      }
      RedisCluster redis = RedisCluster.start(RedisBinary.newer(directory), directory);
      Runtime.getRuntime().addShutdownHook(new Thread(redis::close));
      nodes = redis.masters().stream().map(RedisProcess::uri).toList();
      return redis.uri();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
