package io.rtmkit.server.e2e;

import io.rtmkit.server.MessageStores;
import io.rtmkit.server.Outside;
import io.rtmkit.server.RtmServer;
import io.rtmkit.server.app.Apps;
import io.rtmkit.server.config.AppConfig;
import io.rtmkit.server.config.ServerConfig;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.session.BanStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A server in this JVM on a free port of the loopback address. */
public final class TestServer implements AutoCloseable {
  public static final String APP = "0123456789abcdef0123456789abcdef";

  private final RtmServer server;
  private final int port;

  private TestServer(ServerConfig config, Clock clock) {
    try {
      server =
          new RtmServer(
              config,
              MessageStores.open(config, clock),
              Apps.of(config, clock),
              Outside.open(config, BanStore.inMemory(), clock),
              clock);
      port = server.start().getPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A server that lets every app in. */
  public static TestServer start() {
    return start(Map.of());
  }

  public static TestServer start(Map<String, String> settings) {
    return start(settings, Clock.system());
  }

  /** A server whose time the test moves. */
  public static TestServer start(Map<String, String> settings, Clock clock) {
    return new TestServer(config(settings), clock);
  }

  /** A server of one app with a certificate, that takes the time of tokens from the clock. */
  public static TestServer startWithApp(
      String certificate, Map<String, String> settings, Clock clock) {
    AppConfig app = AppConfig.withCertificate(APP, certificate);
    return new TestServer(config(settings).withApps(List.of(app)), clock);
  }

  private static ServerConfig config(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.putIfAbsent("listen.port", "0");
    all.putIfAbsent("listen.event-loops", "2");
    all.putIfAbsent("store.kind", "memory");
    all.putIfAbsent("admin.enabled", "off");
    return ServerConfig.defaultsWith(all);
  }

  public RtmServer server() {
    return server;
  }

  public int port() {
    return port;
  }

  public String address() {
    return "rtm://127.0.0.1:" + port;
  }

  @Override
  public void close() {
    server.close();
  }
}
