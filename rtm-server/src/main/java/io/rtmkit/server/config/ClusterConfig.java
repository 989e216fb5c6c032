package io.rtmkit.server.config;

import java.time.Duration;

/**
 * Whether several servers share their users. Immutable.
 *
 * @param name of this server, for people; empty for the name of the machine
 * @param lease a server that was not heard of for so long is taken for gone
 */
public record ClusterConfig(Kind kind, String name, Duration lease) {
  /** What the servers share. */
  public enum Kind {
    /** This server is alone. */
    NONE,
    /** The Redis of the store. */
    REDIS
  }

  public ClusterConfig {
    Checks.range("cluster.lease", lease, Duration.ofSeconds(1), Duration.ofMinutes(1));
  }

  public boolean isShared() {
    return kind != Kind.NONE;
  }
}
