package io.rtmkit.server.config;

/**
 * Where messages are kept. Immutable.
 *
 * @param path directory of the embedded store
 * @param minFree free bytes on its disk, below which it takes no more; at most a twentieth of the
 *     disk
 */
public record StoreConfig(
    Kind kind,
    String path,
    Durability durability,
    long minFree,
    OnCorruption onCorruption,
    RedisConfig redis) {
  /** Which store. */
  public enum Kind {
    /** In files of this server. */
    EMBEDDED,
    REDIS,
    /** In memory: everything is gone when the server stops. For tests. */
    MEMORY
  }

  /** When a message counts as stored. */
  public enum Durability {
    /** When the disk has it. */
    FSYNC,
    /** When the operating system has it: survives a crash of the server, not of the machine. */
    OS
  }

  /** What happens at the start when the files are damaged. */
  public enum OnCorruption {
    /** The server does not start. */
    STOP,
    /** The damaged files are kept under another name, and the store starts empty. */
    SET_ASIDE
  }

  public StoreConfig {
    Checks.range("store.min-free", minFree, 0, 1L << 50);
    if (kind == Kind.EMBEDDED && path.isEmpty()) {
      throw new ConfigException("store.path", "is empty, must name a directory");
    }
    if (kind == Kind.REDIS && redis.uri().isEmpty()) {
      throw new ConfigException(
          "store.redis.uri", "is empty, must be like redis://host:6379 if store.kind is redis");
    }
    if (kind != Kind.REDIS && redis.durability() == RedisConfig.Durability.REPLICA) {
      throw new ConfigException(
          "store.redis.durability",
          "replica is not allowed, must be master unless store.kind is redis");
    }
  }
}
