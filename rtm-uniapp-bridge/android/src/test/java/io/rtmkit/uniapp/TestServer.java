package io.rtmkit.uniapp;

import io.rtmkit.server.MessageStores;
import io.rtmkit.server.RtmServer;
import io.rtmkit.server.app.Apps;
import io.rtmkit.server.config.AppConfig;
import io.rtmkit.server.config.ServerConfig;
import io.rtmkit.server.core.Clock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A real server in this JVM, on a port of the loopback address. */
final class TestServer implements AutoCloseable {
  static final String APP = "0123456789abcdef0123456789abcdef";

  private final RtmServer server;
  private final int port;

  private TestServer(ServerConfig config, Clock clock) {
    try {
      server =
          new RtmServer(config, MessageStores.open(config, clock), Apps.of(config, clock), clock);
      port = server.start().getPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A server that lets every app in, with these settings. */
  static TestServer start(Map<String, String> settings) {
    return new TestServer(config(settings), Clock.system());
  }

  static TestServer start() {
    return start(Map.of());
  }

  /** A server of one app with a certificate; port 0 for any. */
  static TestServer startWithApp(String certificate, int port, Clock clock) {
    AppConfig app = AppConfig.withCertificate(APP, certificate);
    Map<String, String> settings = Map.of("listen.port", Integer.toString(port));
    return new TestServer(config(settings).withApps(List.of(app)), clock);
  }

  private static ServerConfig config(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.putIfAbsent("listen.port", "0");
    all.putIfAbsent("store.kind", "memory");
    all.putIfAbsent("admin.enabled", "off");
    // Each test logs the same users in again.
    all.putIfAbsent("rates.login", "1000/1s");
    return ServerConfig.defaultsWith(all);
  }

  int port() {
    return port;
  }

  String address() {
    return "rtm://127.0.0.1:" + port;
  }

  @Override
  public void close() {
    server.close();
  }
}
