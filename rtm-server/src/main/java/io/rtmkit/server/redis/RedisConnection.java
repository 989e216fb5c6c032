package io.rtmkit.server.redis;

import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.BaseRedisAsyncCommands;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.NestedMultiOutput;
import io.lettuce.core.protocol.CommandArgs;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A connection to Redis, of a cluster one to each of its nodes; it comes back by itself.
 * Thread-safe.
 */
public final class RedisConnection implements AutoCloseable {
  private final StatefulConnection<byte[], byte[]> connection;
  private final BaseRedisAsyncCommands<byte[], byte[]> commands;

  private RedisConnection(
      StatefulConnection<byte[], byte[]> connection,
      BaseRedisAsyncCommands<byte[], byte[]> commands) {
    this.connection = connection;
    this.commands = commands;
  }

  static RedisConnection toOne(StatefulRedisConnection<byte[], byte[]> connection) {
    return new RedisConnection(connection, connection.async());
  }

  static RedisConnection toCluster(StatefulRedisClusterConnection<byte[], byte[]> connection) {
    return new RedisConnection(connection, connection.async());
  }

  /** Whether it is connected at present. */
  boolean isOpen() {
    return connection.isOpen();
  }

  /**
   * Has Redis run a command once; fails with what the client says. Never throws.
   *
   * @return the list that Redis answers, empty if there is none; anything else alone in a list,
   *     which may be null
   */
  public CompletableFuture<List<Object>> run(KeyCommand command) {
    return dispatch(command.keyword(), command.args());
  }

  CompletableFuture<List<Object>> dispatch(
      TimedKeyword keyword, CommandArgs<byte[], byte[]> arguments) {
    try {
      return commands
          .dispatch(keyword, new NestedMultiOutput<>(ByteArrayCodec.INSTANCE), arguments)
          .toCompletableFuture();
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** Ends it, in its own time. */
  @Override
  public void close() {
    connection.closeAsync();
  }
}
