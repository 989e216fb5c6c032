package io.rtmkit.server.redis;

import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.rtmkit.server.config.RedisConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks whether one Redis is fit to keep what must not be lost. Blocks the caller. */
final class RedisCheck {
  private static final Logger log = LoggerFactory.getLogger(RedisCheck.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long CLOCKS_APART_MS = 1_000;

  private final String name;
  private final RedisClusterAsyncCommands<byte[], byte[]> redis;
  private final Consumer<String> warnings;

  /**
   * A check of one.
   *
   * @param name for sentences: "Redis", or which of several
   */
  RedisCheck(
      String name, StatefulRedisConnection<byte[], byte[]> connection, Consumer<String> warnings) {
    this.name = name;
    this.redis = connection.async();
    this.warnings = warnings;
  }

  /**
   * Checks it; what the operator should know is told in sentences.
   *
   * @throws IOException if it is too old; the message is for a person
   */
  void run(RedisConfig config) throws IOException {
    String info = answer(redis.info("server"));
    if (info == null) {
      log.warn("{} does not tell its version", name);
    }
    RedisVersion.check(info, config);
    String policy = setting("maxmemory-policy");
    if (policy != null && !policy.equals("noeviction")) {
      warn("maxmemory-policy of %s is %s: it may drop messages; set it to noeviction", policy);
    }
    String appendOnly = setting("appendonly");
    if (appendOnly != null && !appendOnly.equals("yes")) {
      warn("appendonly of %s is %s: a restart loses messages; set it to yes", appendOnly);
    }
    if (config.durability() == RedisConfig.Durability.REPLICA && isAlone()) {
      warn(
          "%s has no replica, and store.redis.durability is %s: no message will be known to be stored",
          "replica");
    }
    long apart = clocksApartMs();
    if (apart > CLOCKS_APART_MS) {
      warn(
          "the clocks of this machine and of %s are %s ms apart: messages expire too early or late; let both follow NTP",
          apart);
    }
  }

  private boolean isAlone() throws IOException {
    String info = answer(redis.info("replication"));
    return info != null && info.contains("connected_slaves:0");
  }

  private void warn(String sentence, Object is) {
    warnings.accept(sentence.formatted(name, is));
  }

  /** How far the clocks differ for certain, whenever in between Redis has looked at its own. */
  private long clocksApartMs() throws IOException {
    long before = System.currentTimeMillis();
    List<byte[]> time = answer(redis.time());
    long after = System.currentTimeMillis();
    if (time == null) {
      return 0;
    }
    long there = number(time.get(0)) * 1_000 + number(time.get(1)) / 1_000;
    return apartMs(before, there, after);
  }

  static long apartMs(long before, long redis, long after) {
    return Math.max(0, Math.max(before - redis, redis - after));
  }

  private static long number(byte[] digits) {
    return Long.parseLong(new String(digits, StandardCharsets.US_ASCII));
  }

  /** A setting of Redis; null where it may not be asked for. */
  private @Nullable String setting(String setting) throws IOException {
    Map<String, String> settings = answer(redis.configGet(setting));
    return settings == null ? null : settings.get(setting);
  }

  /** What Redis says; null if it may not be asked, or does not answer. */
  private static <T> @Nullable T answer(Future<T> future) throws IOException {
    try {
      return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while looking at Redis", e);
    }
  }
}
