package io.rtmkit.server.config;

import java.time.Duration;

/**
 * The Redis of the store. Immutable.
 *
 * @param uri redis://, rediss://, redis-sentinel:// or redis-cluster://, with password if there is
 *     one
 * @param prefix begins the name of every key
 * @param tls for rediss:// and the like
 * @param durability when a message counts as stored
 * @param replicaTimeout so long a replica has, if one is waited for
 * @param writeTimeout after this the outcome of a write is unknown
 * @param readTimeout after this a read has failed
 * @param requestsInFlight beyond so many unanswered requests more are refused
 */
public record RedisConfig(
    String uri,
    String prefix,
    RedisTlsConfig tls,
    Durability durability,
    Duration replicaTimeout,
    Duration writeTimeout,
    Duration readTimeout,
    int requestsInFlight) {
  /** When a message counts as stored. */
  public enum Durability {
    /** When the master has answered. */
    MASTER,
    /** When a replica has it too. */
    REPLICA
  }

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);
  private static final Duration SHORTEST = Duration.ofMillis(50);
  private static final Duration LONGEST = Duration.ofMinutes(1);

  public RedisConfig {
    Checks.range(
        "store.redis.replica-timeout", replicaTimeout, Duration.ofMillis(10), LONGEST_WAIT);
    Checks.range("store.redis.write-timeout", writeTimeout, SHORTEST, LONGEST);
    Checks.range("store.redis.read-timeout", readTimeout, SHORTEST, LONGEST);
    Checks.range("store.redis.requests-in-flight", requestsInFlight, 16, 1_000_000);
    if (!tls.firstKey().isEmpty() && !uri.startsWith("rediss")) {
      throw new ConfigException(
          tls.firstKey(), "must be empty unless store.redis.uri begins with rediss");
    }
    if (prefix.isEmpty() || prefix.contains("{") || prefix.contains("}")) {
      throw new ConfigException("store.redis.prefix", "must not be empty or contain braces");
    }
  }

  /** Without the password that the URI may have. */
  @Override
  public String toString() {
    return uri.replaceAll("//.*@", "//***@");
  }
}
