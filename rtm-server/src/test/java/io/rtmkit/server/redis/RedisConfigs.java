package io.rtmkit.server.redis;

import io.rtmkit.server.config.RedisConfig;
import io.rtmkit.server.config.RedisTlsConfig;
import java.time.Duration;

/** Configurations of Redis with the time-outs that are the default. Stateless. */
public final class RedisConfigs {
  private RedisConfigs() {}

  public static RedisConfig of(String uri, String prefix) {
    return of(uri, prefix, RedisConfig.Durability.MASTER);
  }

  /** The same, with what counts as stored. */
  public static RedisConfig of(String uri, String prefix, RedisConfig.Durability durability) {
    return of(uri, prefix, durability, Duration.ofMillis(200));
  }

  /** The same, with so long for a replica. */
  public static RedisConfig of(
      String uri, String prefix, RedisConfig.Durability durability, Duration replicaTimeout) {
    return new RedisConfig(
        uri,
        prefix,
        RedisTlsConfig.NONE,
        durability,
        replicaTimeout,
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        4096);
  }

  /** With what TLS needs. */
  public static RedisConfig of(String uri, String prefix, RedisTlsConfig tls) {
    return new RedisConfig(
        uri,
        prefix,
        tls,
        RedisConfig.Durability.MASTER,
        Duration.ofMillis(200),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        4096);
  }
}
