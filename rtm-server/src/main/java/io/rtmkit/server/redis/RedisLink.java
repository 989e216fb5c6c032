package io.rtmkit.server.redis;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.event.ClusterTopologyChangedEvent;
import io.lettuce.core.cluster.models.partitions.Partitions;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.event.connection.ConnectionActivatedEvent;
import io.lettuce.core.protocol.CommandArgs;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connection to Redis, and the threads that it has. Thread-safe. */
public final class RedisLink implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RedisLink.class);
  private static final Duration CLOSING = Duration.ofSeconds(3);

  /** The only shard of a Redis that is no cluster. */
  private static final String ONLY = "";

  private static final Class<?> CONNECTED = ConnectionActivatedEvent.class;

  /** To nodes of a cluster the client connects all the time. */
  private static final Class<?> CHANGED = ClusterTopologyChangedEvent.class;

  private final RedisThread thread;
  private final AbstractRedisClient client;
  private final RedisConnection shared;
  private final Supplier<CompletableFuture<RedisConnection>> connector;

  /** Null if Redis is no cluster. */
  private final @Nullable StatefulRedisClusterConnection<byte[], byte[]> cluster;

  /** Null if a script need not wait for replicas. */
  private final @Nullable ReplicaWrites replicas;

  private RedisLink(
      RedisThread thread,
      AbstractRedisClient client,
      RedisConnection shared,
      Supplier<CompletableFuture<RedisConnection>> connector,
      @Nullable StatefulRedisClusterConnection<byte[], byte[]> cluster,
      @Nullable ReplicaParts replicas) {
    this.thread = thread;
    this.client = client;
    this.shared = shared;
    this.connector = connector;
    this.cluster = cluster;
    this.replicas =
        replicas == null ? null : new ReplicaWrites(replicas, key -> shardOf(cluster, key));
  }

  static RedisLink toOne(
      RedisThread thread,
      RedisClient client,
      RedisURI uri,
      StatefulRedisConnection<byte[], byte[]> connection,
      @Nullable ReplicaParts replicas) {
    return new RedisLink(
        thread,
        client,
        RedisConnection.toOne(connection),
        () ->
            client
                .connectAsync(ByteArrayCodec.INSTANCE, uri)
                .toCompletableFuture()
                .thenApply(RedisConnection::toOne),
        null,
        replicas);
  }

  static RedisLink toCluster(
      RedisThread thread,
      RedisClusterClient client,
      StatefulRedisClusterConnection<byte[], byte[]> connection,
      @Nullable ReplicaParts replicas) {
    return new RedisLink(
        thread,
        client,
        RedisConnection.toCluster(connection),
        // Whoever wants another one may have been without an answer because slots have moved.
        () ->
            client
                .refreshPartitionsAsync()
                .handle((done, failure) -> client.connectAsync(ByteArrayCodec.INSTANCE))
                .thenCompose(another -> another)
                .thenApply(RedisConnection::toCluster)
                .toCompletableFuture(),
        connection,
        replicas);
  }

  /**
   * Another connection, for commands that would keep others waiting; it ends with this link at the
   * latest. Never throws.
   */
  public CompletableFuture<RedisConnection> connect() {
    try {
      return connector.get();
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /**
   * Runs a task whenever Redis may not be what it was before: it is connected again, or another
   * node of a cluster has become master. On a thread of the client.
   */
  public void onChange(Runnable task) {
    thread
        .resources()
        .eventBus()
        .get()
        .filter(event -> (cluster == null ? CONNECTED : CHANGED).isInstance(event))
        .subscribe(event -> task.run());
  }

  /** The part of Redis that has a key: what fails there fails for the others of that part only. */
  String shardOf(byte[] key) {
    return shardOf(cluster, key);
  }

  private static String shardOf(
      @Nullable StatefulRedisClusterConnection<byte[], byte[]> cluster, byte[] key) {
    if (cluster == null) {
      return ONLY;
    }
    RedisClusterNode node = cluster.getPartitions().getPartitionBySlot(SlotHash.getSlot(key));
    return node == null ? ONLY : node.getNodeId();
  }

  /** Whether there is such a part of Redis any more. */
  boolean hasShard(String shard) {
    Partitions nodes = cluster == null ? null : cluster.getPartitions();
    return nodes == null || nodes.getPartitionByNodeId(shard) != null;
  }

  /** Whether there is a connection at present. */
  boolean isOpen() {
    return shared.isOpen();
  }

  /** Has Redis run a command once, as {@link RedisConnection#run} does. */
  public CompletableFuture<List<Object>> run(KeyCommand command) {
    return shared.run(command);
  }

  /** Has Redis run a script once; fails with what the client says. Never throws. */
  public CompletableFuture<List<Object>> run(
      Script script, List<byte[]> keys, List<byte[]> arguments) {
    if (replicas != null && script.stores()) {
      return replicas.run(new ReplicaWrites.ScriptCall(script, keys, arguments));
    }
    CompletableFuture<List<Object>> result = new CompletableFuture<>();
    boolean writes = script.writes();
    dispatch(EvalKeyword.byName(writes), script.hash(), keys, arguments)
        .whenComplete(
            (reply, failure) -> {
              if (causeOf(failure) instanceof RedisNoScriptException) {
                dispatch(EvalKeyword.byText(writes), script.text(), keys, arguments)
                    .whenComplete((again, other) -> finish(result, again, other));
              } else {
                finish(result, reply, failure);
              }
            });
    return result;
  }

  private CompletableFuture<List<Object>> dispatch(
      EvalKeyword keyword, byte[] script, List<byte[]> keys, List<byte[]> arguments) {
    return shared.dispatch(
        keyword,
        new CommandArgs<>(ByteArrayCodec.INSTANCE)
            .add(script)
            .add(keys.size())
            .addKeys(keys)
            .addValues(arguments));
  }

  private static void finish(
      CompletableFuture<List<Object>> result,
      @Nullable List<Object> reply,
      @Nullable Throwable failure) {
    if (failure != null) {
      result.completeExceptionally(failure);
    } else {
      result.complete(reply == null ? List.of() : reply);
    }
  }

  private static @Nullable Throwable causeOf(@Nullable Throwable failure) {
    return failure instanceof CompletionException ? failure.getCause() : failure;
  }

  /** The thread on which answers come: what goes on there costs no change of threads. */
  public Executor thread() {
    return thread.executor();
  }

  /** Runs a task later on a thread of the client; returns false when there are none any more. */
  boolean schedule(Runnable task, Duration delay) {
    try {
      thread.resources().eventExecutorGroup().schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  @Override
  public void close() {
    CompletableFuture<?> beside =
        replicas == null ? CompletableFuture.completedFuture(null) : replicas.shutdown();
    try {
      CompletableFuture.allOf(client.shutdownAsync(0, 1, TimeUnit.SECONDS), beside)
          .get(CLOSING.toMillis(), TimeUnit.MILLISECONDS);
      thread.close(CLOSING.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      log.warn("the connection to Redis did not end in time: {}", e.toString());
    }
  }
}
