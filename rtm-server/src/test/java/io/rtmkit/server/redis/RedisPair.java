package io.rtmkit.server.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.rtmkit.server.e2e.FreePort;
import io.rtmkit.server.store.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A master and one that may follow it; nobody but the test makes another one master. One thread.
 */
public final class RedisPair implements AutoCloseable {
  private static final Duration FOLLOWING = Duration.ofSeconds(30);

  private static final Pattern SAME_PLACE =
      Pattern.compile("state=online,offset=(\\d+),.*master_repl_offset:\\1\\s", Pattern.DOTALL);

  private final RedisProcess master;
  private final RedisProcess other;
  private final RedisClient client = RedisClient.create();

  private RedisPair(RedisProcess master, RedisProcess other) {
    this.master = master;
    this.other = other;
  }

  /** Starts two that know nothing of each other. */
  public static RedisPair start(Path binary, Path directory) throws IOException {
    return new RedisPair(start(binary, directory, "master"), start(binary, directory, "other"));
  }

  private static RedisProcess start(Path binary, Path directory, String name) throws IOException {
    List<String> options =
        List.of("--appendonly", "no", "--save", "", "--repl-diskless-sync-delay", "0");
    Path own = Files.createDirectory(directory.resolve(name));
    return RedisProcess.start(binary, own, FreePort.find(), options);
  }

  public RedisProcess master() {
    return master;
  }

  public RedisProcess other() {
    return other;
  }

  /** Has the other follow the master, and waits until it has everything. */
  public void follow() {
    on(other, redis -> redis.replicaof("127.0.0.1", master.port()));
    Eventually.until(
        FOLLOWING,
        () -> on(other, redis -> redis.info("replication")).contains("master_link_status:up"));
    awaitOther();
  }

  /** Waits until the other has everything. */
  public void awaitOther() {
    Eventually.until(
        FOLLOWING, () -> SAME_PLACE.matcher(on(master, r -> r.info("replication"))).find());
  }

  /** The other follows nobody any more, and keeps what it has. */
  public void promote() {
    on(other, RedisCommands::replicaofNoOne);
  }

  private <T> T on(RedisProcess redis, Function<RedisCommands<String, String>, T> task) {
    RedisURI uri = RedisURI.create("127.0.0.1", redis.port());
    try (StatefulRedisConnection<String, String> connection = client.connect(uri)) {
      return task.apply(connection.sync());
    }
  }

  @Override
  public void close() {
    master.close();
    other.close();
    client.shutdown();
  }
}
