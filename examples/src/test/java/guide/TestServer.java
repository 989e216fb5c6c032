package guide;

import io.rtmkit.server.MessageStores;
import io.rtmkit.server.RtmServer;
import io.rtmkit.server.app.Apps;
import io.rtmkit.server.config.AppConfig;
import io.rtmkit.server.config.ServerConfig;
import io.rtmkit.server.core.Clock;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A real server in this JVM, on a port of the loopback address. */
final class TestServer implements AutoCloseable {
  static final String APP = "0123456789abcdef0123456789abcdef";
  static final String CERTIFICATE = "fedcba9876543210fedcba9876543210";

  private final RtmServer server;
  private final int port;

  private TestServer(ServerConfig config) throws IOException {
    Clock clock = Clock.system();
    server =
        new RtmServer(config, MessageStores.open(config, clock), Apps.of(config, clock), clock);
    port = server.start().getPort();
  }

  /** A server that lets every app in; port 0 for any. */
  static TestServer start(int port) throws IOException {
    return new TestServer(config(port));
  }

  /** A server that checks the tokens of one app. */
  static TestServer startWithApp() throws IOException {
    AppConfig app = AppConfig.withCertificate(APP, CERTIFICATE);
    return new TestServer(config(0).withApps(List.of(app)));
  }

  private static ServerConfig config(int port) {
    Map<String, String> settings = new HashMap<>();
    settings.put("listen.port", Integer.toString(port));
    settings.put("store.kind", "memory");
    settings.put("admin.enabled", "off");
    return ServerConfig.defaultsWith(settings);
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
