package io.rtmkit.server;

import io.rtmkit.server.admin.ServerControl;
import io.rtmkit.server.config.ServerConfig;
import io.rtmkit.server.config.StoreConfig;
import io.rtmkit.server.metrics.Live;
import io.rtmkit.server.store.embedded.StoreBackup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the operator's requests do to a server. Thread-safe. */
final class OperatorControl implements ServerControl {
  private static final String BACKUPS = "backups";

  private final RtmServer server;
  private final ServerConfig config;
  private final int clientPort;
  private final long startedMs = System.currentTimeMillis();

  OperatorControl(RtmServer server, ServerConfig config, int clientPort) {
    this.server = server;
    this.config = config;
    this.clientPort = clientPort;
  }

  @Override
  public String version() {
    String version = OperatorControl.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  @Override
  public long startedMs() {
    return startedMs;
  }

  @Override
  public int clientPort() {
    return clientPort;
  }

  @Override
  public List<String> notReady() {
    return server.notReady();
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
    server.drain();
  }

  @Override
  public Reloaded reload() {
    return new Reloaded(List.of(), List.of());
  }

  @Override
  public BackedUp backup(String name) throws IOException {
    if (config.store().kind() != StoreConfig.Kind.EMBEDDED) {
      throw new IOException(
          "only the embedded store is copied by the server; Redis has its own ways");
    }
    Path to = Path.of(config.data().path(), BACKUPS, name);
    StoreBackup.Copied copied = StoreBackup.backup(Path.of(config.store().path()), to);
    return new BackedUp(to.toString(), copied.queued(), copied.logged());
  }
}
