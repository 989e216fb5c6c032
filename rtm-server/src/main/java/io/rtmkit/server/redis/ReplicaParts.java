package io.rtmkit.server.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.models.partitions.Partitions;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.resource.ClientResources;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A connection to each part of Redis for those who wait for replicas. It does not come back by
 * itself when it breaks: what is asked on it is about what was written on it before. Thread-safe.
 */
final class ReplicaParts {
  private final ClientResources resources;
  private final RedisOptions options;
  private final RedisClient client;
  private final Function<String, @Nullable RedisURI> addresses;
  private final @Nullable RedisClusterClient cluster;
  private final ConcurrentMap<String, StatefulRedisConnection<byte[], byte[]>> open =
      new ConcurrentHashMap<>();

  private ReplicaParts(
      ClientResources resources,
      RedisOptions options,
      Function<String, @Nullable RedisURI> addresses,
      @Nullable RedisClusterClient cluster) {
    this.resources = resources;
    this.options = options;
    this.client = RedisClient.create(resources);
    client.setOptions(options.once());
    this.addresses = addresses;
    this.cluster = cluster;
  }

  /** Of a Redis that is no cluster: one, or the one that Sentinels name. */
  static ReplicaParts ofOne(ClientResources resources, RedisOptions options, RedisURI uri) {
    return new ReplicaParts(resources, options, part -> uri, null);
  }

  static ReplicaParts ofCluster(
      ClientResources resources,
      RedisOptions options,
      RedisClusterClient client,
      StatefulRedisClusterConnection<byte[], byte[]> connection) {
    return new ReplicaParts(
        resources,
        options,
        part -> {
          RedisClusterNode node = connection.getPartitions().getPartitionByNodeId(part);
          return node == null ? null : node.getUri();
        },
        client);
  }

  /** The connection to a part, a new one if there is none. One thread at a time for each part. */
  CompletableFuture<StatefulRedisConnection<byte[], byte[]>> connect(String part) {
    StatefulRedisConnection<byte[], byte[]> known = open.get(part);
    if (known != null && known.isOpen()) {
      return CompletableFuture.completedFuture(known);
    }
    RedisURI address = addresses.apply(part);
    if (address == null) {
      return CompletableFuture.failedFuture(new IllegalStateException("Redis has another shape"));
    }
    return client
        .connectAsync(ByteArrayCodec.INSTANCE, address)
        .toCompletableFuture()
        .thenApply(
            connection -> {
              open.put(part, connection);
              return connection;
            });
  }

  /** So long a replica has. */
  Duration replicaTimeout() {
    return options.replicaTimeout();
  }

  /** So long a write may take, without the waiting. */
  Duration writeTimeout() {
    return options.writeTimeout();
  }

  /** Runs a task after a time, unless the future that is returned is cancelled before. */
  Future<?> later(Runnable task, Duration time) {
    return resources.eventExecutorGroup().schedule(task, time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** It is of no use any more. */
  void forget(String part, StatefulRedisConnection<byte[], byte[]> connection) {
    open.remove(part, connection);
    connection.closeAsync();
  }

  /** The part of a cluster at an address; null if there is none. */
  @Nullable String at(String host, int port) {
    Partitions nodes = cluster == null ? null : cluster.getPartitions();
    RedisClusterNode node = nodes == null ? null : nodes.getPartition(host, port);
    return node == null ? null : node.getNodeId();
  }

  /** Slots have moved: looks where they are. */
  CompletableFuture<Void> lookAgain() {
    return cluster == null
        ? CompletableFuture.completedFuture(null)
        : cluster.refreshPartitionsAsync().toCompletableFuture();
  }

  /** Ends all connections. */
  CompletableFuture<Void> shutdown() {
    return client.shutdownAsync(0, 1, TimeUnit.SECONDS);
  }
}
