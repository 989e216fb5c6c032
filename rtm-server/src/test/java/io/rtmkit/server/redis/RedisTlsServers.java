package io.rtmkit.server.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.rtmkit.server.e2e.FreePort;
import io.rtmkit.server.e2e.TestCertificate;
import io.rtmkit.server.store.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A Redis behind TLS that lets a user with a password at keys with one prefix only: one, one behind
 * a Sentinel, or a cluster of one. One thread.
 */
public final class RedisTlsServers implements AutoCloseable {
  public static final String USER = "svc";
  public static final String PASSWORD = "s3cret";
  public static final String PREFIX = "one:";

  private static final Duration STARTING = Duration.ofSeconds(20);

  private final Path binary;
  private final Path directory;
  private final TlsRelay relay;
  private final TlsRelay sentinelRelay;
  private final List<RedisProcess> processes = new ArrayList<>();

  /** Starts one Redis, of which a certificate tells who it is. */
  public RedisTlsServers(Path directory, TestCertificate certificate, boolean wantsCertificates)
      throws IOException {
    this.directory = directory;
    binary = RedisBinary.newer(directory);
    relay = new TlsRelay(certificate, wantsCertificates);
    sentinelRelay = new TlsRelay(certificate, wantsCertificates);
  }

  /** Starts one; returns the end of its URI, behind the password. */
  public String startOne() throws IOException {
    return "localhost:" + start(List.of());
  }

  /** Starts a cluster of one node. */
  public String startCluster() throws IOException {
    int port =
        start(
            List.of(
                "--cluster-enabled",
                "yes",
                "--cluster-announce-ip",
                "127.0.0.1",
                "--cluster-announce-port",
                Integer.toString(relay.port())));
    RedisClient client = RedisClient.create();
    RedisURI uri =
        RedisURI.create("redis://:" + PASSWORD + "@127.0.0.1:" + processes.get(0).port());
    try (StatefulRedisConnection<String, String> redis = client.connect(uri)) {
      redis
          .sync()
          .dispatch(
              CommandType.CLUSTER,
              new StatusOutput<>(StringCodec.UTF8),
              new CommandArgs<>(StringCodec.UTF8).add("ADDSLOTSRANGE").add(0).add(16_383));
      Eventually.until(STARTING, () -> redis.sync().clusterInfo().contains("cluster_state:ok"));
    } finally {
      client.shutdown();
    }
    return "localhost:" + port;
  }

  /** Starts one, and a Sentinel that names it. */
  public String startSentinel() throws IOException {
    int master = start(List.of());
    int port = FreePort.find();
    Path own = Files.createDirectory(directory.resolve("sentinel"));
    Path file = own.resolve("sentinel.conf");
    Files.writeString(
        file,
        """
        port %d
        bind 127.0.0.1
        dir %s
        sentinel monitor rtm 127.0.0.1 %d 1
        sentinel auth-user rtm default
        sentinel auth-pass rtm %s
        """
            .formatted(port, own, master, PASSWORD));
    List<String> command = List.of(binary.toString(), file.toString(), "--sentinel");
    processes.add(RedisProcess.start(command, own, port));
    sentinelRelay.target(port);
    return "localhost:" + sentinelRelay.port() + "#rtm";
  }

  /** Returns the port with TLS. */
  private int start(List<String> more) throws IOException {
    int port = FreePort.find();
    List<String> options = new ArrayList<>(RedisProcess.REPLICATED);
    options.addAll(List.of("--requirepass", PASSWORD));
    options.addAll(List.of("--user", USER, "on", ">" + PASSWORD, "~" + PREFIX + "*", "+@all"));
    options.addAll(more);
    Path own = Files.createDirectory(directory.resolve("redis"));
    processes.add(RedisProcess.start(binary, own, port, options));
    relay.target(port);
    return relay.port();
  }

  /** Connections to Redis with TLS. */
  public int secured() {
    return relay.secured();
  }

  /** Connections to the Sentinel with TLS. */
  public int securedToSentinel() {
    return sentinelRelay.secured();
  }

  @Override
  public void close() throws IOException {
    relay.close();
    sentinelRelay.close();
    processes.forEach(RedisProcess::close);
  }
}
