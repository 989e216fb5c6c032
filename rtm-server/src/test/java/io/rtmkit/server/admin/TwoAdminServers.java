package io.rtmkit.server.admin;

import io.rtmkit.server.redis.RedisBinary;
import io.rtmkit.server.redis.RedisProcess;
import io.rtmkit.server.store.Eventually;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Two servers with admin ports in this JVM that share a Redis of their own, and know each other.
 */
final class TwoAdminServers implements AutoCloseable {
  private static final Duration MEETING = Duration.ofSeconds(20);

  private final RedisProcess redis;
  private final Map<String, String> settings = new HashMap<>();
  private final AdminServer one;
  private final AdminServer two;

  TwoAdminServers(Path directory, Map<String, String> more) throws IOException {
    redis = RedisProcess.start(RedisBinary.newer(directory), directory, false);
    settings.put("store.kind", "redis");
    settings.put("store.redis.uri", redis.uri());
    settings.put("cluster.kind", "redis");
    settings.putAll(more);
    one = start("one");
    two = start("two");
    meet();
  }

  /** Waits until both know each other, and no other. */
  void meet() {
    meet(one);
    meet(two);
  }

  /** Another server on the same Redis, which whoever calls this closes. */
  AdminServer start(String name) {
    Map<String, String> named = new HashMap<>(settings);
    named.put("cluster.name", name);
    return AdminServer.start(named);
  }

  private static void meet(AdminServer server) {
    Eventually.until(
        MEETING, () -> server.operator().get("/v1/server").body().path("servers").size() == 2);
  }

  AdminServer one() {
    return one;
  }

  AdminServer two() {
    return two;
  }

  RedisProcess redis() {
    return redis;
  }

  @Override
  public void close() {
    one.close();
    two.close();
    redis.close();
  }
}
