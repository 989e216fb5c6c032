package io.rtmkit.server.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.protocol.RedisCommand;
import io.lettuce.core.resource.EpollProvider;
import io.rtmkit.server.config.RedisConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How the client behaves: time-outs, reconnection, and what it repeats, which is nothing.
 * Immutable.
 */
final class RedisOptions {
  private static final Duration CONNECTING = Duration.ofSeconds(2);
  private static final Duration DEAD_PEER = Duration.ofSeconds(5);
  private static final Duration TOPOLOGY_EVERY = Duration.ofSeconds(5);

  private final RedisConfig config;
  private final SslOptions ssl;

  /**
   * Reads the files of TLS.
   *
   * @throws IOException if they are not what they should be; the message is for a person
   */
  RedisOptions(RedisConfig config) throws IOException {
    this.config = config;
    this.ssl = RedisTls.options(config.tls());
  }

  Duration replicaTimeout() {
    return config.replicaTimeout();
  }

  Duration writeTimeout() {
    return config.writeTimeout();
  }

  /** For one Redis, or that which Sentinels name. */
  ClientOptions toOne() {
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
        .sslOptions(ssl)
        .timeoutOptions(
            TimeoutOptions.builder().timeoutCommands().timeoutSource(timeouts()).build())
        .build();
  }

  /** The same for connections that end when they break. */
  ClientOptions once() {
    return toOne().mutate().autoReconnect(false).build();
  }

  /**
   * For a cluster. Beside what the client notices by itself, it looks for moved slots all the time:
   * a failover that is not seen leaves calls hanging.
   */
  ClusterClientOptions toCluster() {
    return ClusterClientOptions.builder(toOne())
        .topologyRefreshOptions(
            ClusterTopologyRefreshOptions.builder()
                .adaptiveRefreshTriggersTimeout(Duration.ofSeconds(1))
                .enablePeriodicRefresh(TOPOLOGY_EVERY)
                .build())
        .validateClusterNodeMembership(false)
        .build();
  }

  private TimeoutOptions.TimeoutSource timeouts() {
    return new TimeoutOptions.TimeoutSource() {
      @Override
      public long getTimeout(RedisCommand<?, ?, ?> command) {
        return command.getType() instanceof TimedKeyword keyword
            ? keyword.timeout(config).toMillis()
            : config.readTimeout().toMillis();
      }

      @Override
      public TimeUnit getTimeUnit() {
        return TimeUnit.MILLISECONDS;
      }
    };
  }
}
