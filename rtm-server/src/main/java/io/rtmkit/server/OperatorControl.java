package io.rtmkit.server;

import io.rtmkit.server.admin.ServerControl;
import io.rtmkit.server.cluster.wire.NodeInfo;
import io.rtmkit.server.config.Reloaded;
import io.rtmkit.server.config.ServerConfig;
import io.rtmkit.server.config.StoreConfig;
import io.rtmkit.server.metrics.Live;
import io.rtmkit.server.store.embedded.StoreBackup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the operator's requests do to a server. Thread-safe. */
final class OperatorControl implements ServerControl {
  private static final String BACKUPS = "backups";

  private final RtmServer server;
  private volatile @Nullable ConfigReload reload;
  private final long startedMs = System.currentTimeMillis();
  private volatile @Nullable String machine;

  OperatorControl(RtmServer server) {
    this.server = server;
  }

  /** There is something to read again. */
  void setReload(@Nullable ConfigReload newReload) {
    reload = newReload;
  }

  /** Asked when it is needed: it may take its time. */
  private String machine() {
    String known = machine;
    if (known == null) {
      try {
        known = InetAddress.getLocalHost().getHostName();
      } catch (UnknownHostException e) {
        known = "a machine without a name";
      }
      machine = known;
    }
    return known;
  }

  @Override
  public String version() {
    String version = OperatorControl.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  @Override
  public String name() {
    String configured = server.config().cluster().name();
    return configured.isEmpty() ? machine() : configured;
  }

  /** What the other servers are told of this one. */
  NodeInfo info() {
    return NodeInfo.newBuilder()
        .setName(name())
        .setAddress(server.config().listen().host() + ":" + server.clientPort())
        .setVersion(version())
        .setStartedMs(startedMs)
        .setSessions(server.sessions().size())
        .setDraining(server.readiness().isDraining())
        .build();
  }

  @Override
  public long startedMs() {
    return startedMs;
  }

  @Override
  public int clientPort() {
    return server.clientPort();
  }

  @Override
  public List<String> notReady() {
    return server.readiness().problems();
  }

  @Override
  public @Nullable Live live() {
    return server.metrics().live();
  }

  @Override
  public String scrape() {
    return server.metrics().scrape();
  }

  @Override
  public void drain() {
    Thread drain = new Thread(server::drain, "rtm-drain");
    drain.setDaemon(true);
    drain.start();
  }

  @Override
  public Reloaded reload() throws IOException {
    ConfigReload reading = reload;
    if (reading == null) {
      throw new IOException("this server was not started with a configuration to read again");
    }
    return reading.reload();
  }

  @Override
  public BackedUp backup(String name) throws IOException {
    ServerConfig config = server.config();
    if (config.store().kind() != StoreConfig.Kind.EMBEDDED) {
      throw new IOException(
          "only the embedded store is copied by the server; Redis has its own ways");
    }
    Path to = Path.of(config.data().path(), BACKUPS, name);
    StoreBackup.Copied copied = StoreBackup.backup(Path.of(config.store().path()), to);
    return new BackedUp(to.toString(), copied.queued(), copied.logged());
  }
}
