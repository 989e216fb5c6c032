package io.rtmkit.server;

import io.rtmkit.server.cluster.ClusterRuntime;
import io.rtmkit.server.config.ServerConfig;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.session.BanStore;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What a server is connected with beside its store. Immutable; the server closes it when it is
 * closed.
 *
 * @param bans keeps the bans of a server that shares them with no other
 * @param hooks what it calls
 * @param cluster the way to the other servers; null if this one is alone
 */
public record Outside(BanStore bans, Hooks hooks, @Nullable ClusterRuntime cluster)
    implements AutoCloseable {
  /** Of a server on its own. */
  static Outside none() {
    return new Outside(BanStore.inMemory(), Hooks.NONE, null);
  }

  /**
   * Opens what is configured.
   *
   * @throws IOException if something cannot be used; the message is for a person
   */
  public static Outside open(ServerConfig config, BanStore bans, Clock clock) throws IOException {
    ClusterRuntime cluster = config.cluster().isShared() ? ClusterRuntime.open(config) : null;
    try {
      return new Outside(bans, Hooks.open(config, clock), cluster);
    } catch (IOException e) {
      if (cluster != null) {
        cluster.close();
      }
      throw e;
    }
  }

  /**
   * Leaves the other servers; what waits for them is sent first.
   *
   * @param leavesSessions whether some of the users may still come back, elsewhere
   */
  void leaveCluster(boolean leavesSessions) {
    if (cluster != null) {
      cluster.leave(leavesSessions);
    }
  }

  @Override
  public void close() {
    hooks.close();
  }
}
