package io.rtmkit.server.redis;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.BaseRedisAsyncCommands;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.models.partitions.Partitions;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.NestedMultiOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.resource.ClientResources;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connection to Redis, and the threads that it has. Thread-safe. */
public final class RedisLink implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RedisLink.class);
  private static final Duration CLOSING = Duration.ofSeconds(3);

  /** The only shard of a Redis that is no cluster. */
  private static final String ONLY = "";

  private final ClientResources resources;
  private final AbstractRedisClient client;
  private final StatefulConnection<byte[], byte[]> connection;
  private final BaseRedisAsyncCommands<byte[], byte[]> commands;

  /** Null if Redis is no cluster. */
  private final @Nullable StatefulRedisClusterConnection<byte[], byte[]> cluster;

  private RedisLink(
      ClientResources resources,
      AbstractRedisClient client,
      StatefulConnection<byte[], byte[]> connection,
      BaseRedisAsyncCommands<byte[], byte[]> commands,
      @Nullable StatefulRedisClusterConnection<byte[], byte[]> cluster) {
    this.resources = resources;
    this.client = client;
    this.connection = connection;
    this.commands = commands;
    this.cluster = cluster;
  }

  static RedisLink toOne(
      ClientResources resources,
      RedisClient client,
      StatefulRedisConnection<byte[], byte[]> connection) {
    return new RedisLink(resources, client, connection, connection.async(), null);
  }

  static RedisLink toCluster(
      ClientResources resources,
      RedisClusterClient client,
      StatefulRedisClusterConnection<byte[], byte[]> connection) {
    return new RedisLink(resources, client, connection, connection.async(), connection);
  }

  /** The part of Redis that has a key: what fails there fails for the others of that part only. */
  String shardOf(byte[] key) {
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
    return connection.isOpen();
  }

  /** Has Redis run a script once; fails with what the client says. Never throws. */
  public CompletableFuture<List<Object>> run(
      Script script, List<byte[]> keys, List<byte[]> arguments) {
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
    try {
      CommandArgs<byte[], byte[]> args =
          new CommandArgs<>(ByteArrayCodec.INSTANCE)
              .add(script)
              .add(keys.size())
              .addKeys(keys)
              .addValues(arguments);
      return commands
          .dispatch(keyword, new NestedMultiOutput<>(ByteArrayCodec.INSTANCE), args)
          .toCompletableFuture();
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
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

  /** Runs a task later on a thread of the client; returns false when there are none any more. */
  boolean schedule(Runnable task, Duration delay) {
    try {
      resources.eventExecutorGroup().schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      client.shutdownAsync(0, 1, TimeUnit.SECONDS).get(CLOSING.toMillis(), TimeUnit.MILLISECONDS);
      resources.shutdown(0, 1, TimeUnit.SECONDS).get(CLOSING.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      log.warn("the connection to Redis did not end in time: {}", e.toString());
    }
  }
}
