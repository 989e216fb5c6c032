package io.rtmkit.server.redis;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.codec.ByteArrayCodec;
import io.rtmkit.server.config.RedisConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connects to a Redis, to one that Sentinels name, or to a cluster. Blocks the caller. */
public final class RedisOpening {
  private static final Logger log = LoggerFactory.getLogger(RedisOpening.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(300);

  private final RedisConfig config;
  private final RedisAddress address;
  private final RedisOptions options;
  private final Consumer<String> warnings;
  private final long endNanos = System.nanoTime() + PATIENCE.toNanos();
  private final RedisThread thread = new RedisThread();

  private RedisOpening(
      RedisConfig config, RedisAddress address, RedisOptions options, Consumer<String> warnings) {
    this.config = config;
    this.address = address;
    this.options = options;
    this.warnings = warnings;
  }

  /**
   * Connects, waiting for Redis for ten seconds, and logs what the operator should know of it.
   *
   * @throws IOException if it does not answer or is too old; the message is for a person
   */
  public static RedisLink open(RedisConfig config) throws IOException {
    return open(config, log::warn);
  }

  /** The same for somebody who wants to know what is wrong, one sentence each. */
  public static RedisLink open(RedisConfig config, Consumer<String> warnings) throws IOException {
    RedisAddress address = RedisAddress.of(config);
    for (RedisURI node : address.nodes()) {
      node.setTimeout(config.readTimeout());
    }
    RedisOpening opening = new RedisOpening(config, address, new RedisOptions(config), warnings);
    return address.isCluster() ? opening.openCluster() : opening.openOne();
  }

  private RedisLink openOne() throws IOException {
    RedisURI uri = address.nodes().get(0);
    RedisClient client = RedisClient.create(thread.resources(), uri);
    client.setOptions(options.toOne());
    try {
      StatefulRedisConnection<byte[], byte[]> connection =
          connect(
              left ->
                  await(
                      client.connectAsync(ByteArrayCodec.INSTANCE, uri).toCompletableFuture(),
                      left));
      new RedisCheck("Redis", connection, warnings).run(config);
      return RedisLink.toOne(
          thread,
          client,
          uri,
          connection,
          waits() ? ReplicaParts.ofOne(thread.resources(), options, uri) : null);
    } catch (IOException | RuntimeException e) {
      shutdown(client);
      throw e;
    }
  }

  private RedisLink openCluster() throws IOException {
    RedisClusterClient client = RedisClusterClient.create(thread.resources(), address.nodes());
    client.setOptions(options.toCluster());
    try {
      StatefulRedisClusterConnection<byte[], byte[]> connection =
          connect(
              left -> {
                client.refreshPartitions();
                return await(client.connectAsync(ByteArrayCodec.INSTANCE), left);
              });
      for (RedisClusterNode node : connection.getPartitions()) {
        if (node.getRole().isUpstream() && !node.getSlots().isEmpty()) {
          String host = node.getUri().getHost();
          int port = node.getUri().getPort();
          String name = "Redis at " + host + ":" + port;
          // By its address: this is the connection that scripts use, and without it those of the
          // first moment would be rejected.
          StatefulRedisConnection<byte[], byte[]> one =
              connect(left -> await(connection.getConnectionAsync(host, port), left));
          new RedisCheck(name, one, warnings).run(config);
        }
      }
      return RedisLink.toCluster(
          thread,
          client,
          connection,
          waits() ? ReplicaParts.ofCluster(thread.resources(), options, client, connection) : null);
    } catch (IOException | RuntimeException e) {
      shutdown(client);
      throw e;
    }
  }

  /** Whether replicas are waited for. */
  private boolean waits() {
    return config.durability() == RedisConfig.Durability.REPLICA;
  }

  private void shutdown(AbstractRedisClient client) {
    client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
    thread.close();
  }

  /** An attempt to connect, which has so many nanoseconds. */
  private interface Attempt<T> {
    T connect(long leftNanos) throws IOException, ExecutionException, TimeoutException;
  }

  private <T> T connect(Attempt<T> attempt) throws IOException {
    while (true) {
      try {
        return attempt.connect(Math.max(1, endNanos - System.nanoTime()));
      } catch (ExecutionException | TimeoutException | RuntimeException e) {
        RedisProblem problem = RedisProblem.of(e);
        if (problem.isHopeless() || System.nanoTime() + PAUSE.toNanos() - endNanos >= 0) {
          throw new IOException(problem.sentence(config));
        }
        pause();
      }
    }
  }

  private static void pause() throws IOException {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while connecting to Redis", e);
    }
  }

  private static <T> T await(Future<T> future, long nanos)
      throws IOException, ExecutionException, TimeoutException {
    try {
      return future.get(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while connecting to Redis", e);
    }
  }
}
