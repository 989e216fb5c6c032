package io.rtmkit.server.cluster;

import io.rtmkit.server.e2e.TestServer;
import io.rtmkit.server.redis.RedisBinary;
import io.rtmkit.server.redis.RedisProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Two servers in this JVM that share a Redis of their own. */
final class TwoServers implements AutoCloseable {
  private final RedisProcess redis;
  private final Map<String, String> settings = new HashMap<>();
  private TestServer first;
  private TestServer second;

  TwoServers(Path directory, Map<String, String> more) throws IOException {
    redis = RedisProcess.start(RedisBinary.newer(directory), directory, false);
    settings.putAll(more);
    settings.put("store.kind", "redis");
    settings.put("store.redis.uri", redis.uri());
    settings.put("cluster.kind", "redis");
    first = TestServer.start(settings);
    second = TestServer.start(settings);
  }

  TestServer first() {
    return first;
  }

  TestServer second() {
    return second;
  }

  RedisProcess redis() {
    return redis;
  }

  @Override
  public void close() {
    first.close();
    second.close();
    redis.close();
  }
}
