package io.rtmkit.server.conformance;

import io.rtmkit.server.redis.RedisBinary;
import io.rtmkit.server.redis.RedisCluster;
import io.rtmkit.server.redis.RedisProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The Redis that the servers of a case share, if the suite runs on several servers: one process, or
 * a cluster, for all cases; each has keys of its own. One thread.
 */
final class SharedRedis {
  private static final AtomicInteger CASES = new AtomicInteger();
  private static String uri = "";

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

  private static String start(Topology topology) {
    try {
      Path directory = Files.createTempDirectory("conformance");
      if (topology == Topology.REDIS) {
        RedisProcess redis = RedisProcess.start(RedisBinary.newer(directory), directory, false);
        Runtime.getRuntime().addShutdownHook(new Thread(redis::close));
        return redis.uri();
      }
      RedisCluster redis = RedisCluster.start(RedisBinary.newer(directory), directory);
      Runtime.getRuntime().addShutdownHook(new Thread(redis::close));
      return redis.uri();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
