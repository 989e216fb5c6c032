package io.rtmkit.server.redis;

import io.rtmkit.server.config.RedisConfig;
import java.time.Duration;

/** Configurations of Redis with the time-outs that are the default. Stateless. */
public final class RedisConfigs {
  private RedisConfigs() {}

  public static RedisConfig of(String uri, String prefix) {
    return new RedisConfig(uri, prefix, Duration.ofSeconds(1), Duration.ofSeconds(2), 4096);
  }
}
