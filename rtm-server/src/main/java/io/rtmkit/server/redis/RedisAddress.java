package io.rtmkit.server.redis;

import io.lettuce.core.RedisURI;
import io.rtmkit.server.config.RedisConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Where Redis is, as the configuration says. Immutable.
 *
 * @param nodes one, which may name Sentinels; of a cluster the nodes to ask for the others
 */
record RedisAddress(List<RedisURI> nodes, boolean isCluster) {
  private static final String CLUSTER = "redis-cluster://";
  private static final String CLUSTER_TLS = "rediss-cluster://";

  /**
   * Reads {@code store.redis.uri}.
   *
   * @throws IOException if it is none; the message is for a person, and without the password
   */
  static RedisAddress of(RedisConfig config) throws IOException {
    String uri = config.uri();
    try {
      if (uri.startsWith(CLUSTER)) {
        return cluster("redis://", uri.substring(CLUSTER.length()));
      }
      if (uri.startsWith(CLUSTER_TLS)) {
        return cluster("rediss://", uri.substring(CLUSTER_TLS.length()));
      }
      return new RedisAddress(List.of(RedisURI.create(uri)), false);
    } catch (IllegalArgumentException e) {
      // Without the cause, which may name the password.
      throw new IOException(
          "store.redis.uri: must be like redis://:password@host:6379, or"
              + " redis-cluster://:password@host:6379,otherhost:6379; is "
              + config);
    }
  }

  /** The user and the password in front of the first node are those of all. */
  private static RedisAddress cluster(String scheme, String rest) {
    int at = rest.lastIndexOf('@') + 1;
    String login = rest.substring(0, at);
    List<RedisURI> nodes = new ArrayList<>();
    for (String node : rest.substring(at).split(",", -1)) {
      nodes.add(RedisURI.create(scheme + login + node));
    }
    return new RedisAddress(nodes, true);
  }
}
