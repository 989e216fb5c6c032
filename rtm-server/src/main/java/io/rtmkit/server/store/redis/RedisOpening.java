package io.rtmkit.server.store.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.protocol.RedisCommand;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import io.lettuce.core.resource.EpollProvider;
import io.rtmkit.server.config.RedisConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connects to Redis, and looks whether it is fit to keep messages. Blocks the caller. */
final class RedisOpening {
  private static final Logger log = LoggerFactory.getLogger(RedisOpening.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(300);
  private static final Duration CONNECTING = Duration.ofSeconds(2);
  private static final Duration DEAD_PEER = Duration.ofSeconds(5);
  private static final long CLOCKS_APART_MS = 1_000;

  private RedisOpening() {}

  static RedisLink open(RedisConfig config) throws IOException {
    return open(config, log::warn);
  }

  /** The same for somebody who wants to know what is wrong. */
  static RedisLink open(RedisConfig config, Consumer<String> warnings) throws IOException {
    RedisURI uri;
    try {
      uri = RedisURI.create(config.uri());
    } catch (IllegalArgumentException e) {
      // Without the cause, which may name the password.
      throw new IOException(
          "store.redis.uri: must be like redis://:password@host:6379, is " + config);
    }
    uri.setTimeout(config.readTimeout());
    ClientResources resources =
        ClientResources.builder()
            .ioThreadPoolSize(2)
            .computationThreadPoolSize(2)
            .reconnectDelay(Delay.fullJitter(50, 1_000, 50, TimeUnit.MILLISECONDS))
            .build();
    RedisClient client = RedisClient.create(resources, uri);
    client.setOptions(options(config));
    try {
      StatefulRedisConnection<byte[], byte[]> connection = connect(client, uri, config);
      RedisVersion.check(info(connection), config);
      problems(connection).forEach(warnings);
      return new RedisLink(resources, client, connection);
    } catch (IOException | RuntimeException e) {
      client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
      resources.shutdown(0, 1, TimeUnit.SECONDS);
      throw e;
    }
  }

  private static ClientOptions options(RedisConfig config) {
    SocketOptions.Builder socket =
        SocketOptions.builder().connectTimeout(CONNECTING).keepAlive(true).tcpNoDelay(true);
    if (EpollProvider.isAvailable()) {
      // Otherwise a peer that vanished without a word is noticed after a quarter of an hour.
      socket.tcpUserTimeout(
          SocketOptions.TcpUserTimeoutOptions.builder().enable().tcpUserTimeout(DEAD_PEER).build());
    }
    return ClientOptions.builder()
        .autoReconnect(true)
        .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
        // What is repeated is repeated by RedisCalls, which tells the script of it.
        .replayFilter(command -> true)
        .requestQueueSize(2 * config.requestsInFlight())
        .protocolVersion(ProtocolVersion.RESP2)
        .maintNotificationsConfig(MaintNotificationsConfig.disabled())
        .socketOptions(socket.build())
        .timeoutOptions(
            TimeoutOptions.builder().timeoutCommands().timeoutSource(timeouts(config)).build())
        .build();
  }

  private static TimeoutOptions.TimeoutSource timeouts(RedisConfig config) {
    return new TimeoutOptions.TimeoutSource() {
      @Override
      public long getTimeout(RedisCommand<?, ?, ?> command) {
        boolean writes = command.getType() instanceof EvalKeyword keyword && keyword.writes();
        return (writes ? config.writeTimeout() : config.readTimeout()).toMillis();
      }

      @Override
      public TimeUnit getTimeUnit() {
        return TimeUnit.MILLISECONDS;
      }
    };
  }

  private static StatefulRedisConnection<byte[], byte[]> connect(
      RedisClient client, RedisURI uri, RedisConfig config) throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return await(client.connectAsync(ByteArrayCodec.INSTANCE, uri).toCompletableFuture(), end);
      } catch (ExecutionException | TimeoutException e) {
        Throwable reason = rootOf(e);
        boolean hopeless = reason instanceof RedisCommandExecutionException && !isLoading(reason);
        if (hopeless || System.nanoTime() + PAUSE.toNanos() - end >= 0) {
          throw new IOException(
              "store.redis.uri: no connection to %s (%s). Is Redis running, and are address and password right?"
                  .formatted(config, reason.getMessage()));
        }
        pause();
      }
    }
  }

  private static boolean isLoading(Throwable reason) {
    String message = reason.getMessage();
    return message != null && message.startsWith("LOADING");
  }

  private static void pause() throws IOException {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while connecting to Redis", e);
    }
  }

  private static <T> T await(Future<T> future, long endNanos)
      throws IOException, ExecutionException, TimeoutException {
    try {
      return future.get(Math.max(1, endNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while connecting to Redis", e);
    }
  }

  private static @Nullable String info(StatefulRedisConnection<byte[], byte[]> connection)
      throws IOException {
    try {
      return await(connection.async().info("server"), System.nanoTime() + PATIENCE.toNanos());
    } catch (ExecutionException | TimeoutException e) {
      log.warn("Redis does not tell its version: {}", rootOf(e).getMessage());
      return null;
    }
  }

  /** What the operator should know of this Redis, one sentence each. */
  private static List<String> problems(StatefulRedisConnection<byte[], byte[]> connection)
      throws IOException {
    List<String> problems = new ArrayList<>();
    String policy = setting(connection, "maxmemory-policy");
    if (policy != null && !policy.equals("noeviction")) {
      problems.add(
          "maxmemory-policy of Redis is %s: it may drop messages; set it to noeviction"
              .formatted(policy));
    }
    String appendOnly = setting(connection, "appendonly");
    if (appendOnly != null && !appendOnly.equals("yes")) {
      problems.add(
          "appendonly of Redis is %s: a restart loses messages; set it to yes"
              .formatted(appendOnly));
    }
    long apart = clocksApartMs(connection);
    if (apart > CLOCKS_APART_MS) {
      problems.add(
          "the clocks of this machine and of Redis are %d ms apart: messages expire too early or late; let both follow NTP"
              .formatted(apart));
    }
    return problems;
  }

  /** How far the clocks differ for certain, whenever in between Redis has looked at its own. */
  private static long clocksApartMs(StatefulRedisConnection<byte[], byte[]> connection)
      throws IOException {
    long before = System.currentTimeMillis();
    try {
      List<byte[]> time = await(connection.async().time(), System.nanoTime() + PATIENCE.toNanos());
      long after = System.currentTimeMillis();
      long redis = number(time.get(0)) * 1_000 + number(time.get(1)) / 1_000;
      return apartMs(before, redis, after);
    } catch (ExecutionException | TimeoutException e) {
      return 0; // may not be asked for
    }
  }

  static long apartMs(long before, long redis, long after) {
    return Math.max(0, Math.max(before - redis, redis - after));
  }

  private static long number(byte[] digits) {
    return Long.parseLong(new String(digits, StandardCharsets.US_ASCII));
  }

  /** A setting of Redis; null where it may not be asked for. */
  private static @Nullable String setting(
      StatefulRedisConnection<byte[], byte[]> connection, String name) throws IOException {
    try {
      Map<String, String> settings =
          await(connection.async().configGet(name), System.nanoTime() + PATIENCE.toNanos());
      return settings.get(name);
    } catch (ExecutionException | TimeoutException e) {
      return null;
    }
  }

  private static Throwable rootOf(Throwable failure) {
    Throwable cause = failure;
    while ((cause instanceof ExecutionException
            || cause instanceof CompletionException
            || cause instanceof io.lettuce.core.RedisConnectionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
