package io.rtmkit.server.admin;

import io.rtmkit.server.e2e.SdkUser;
import io.rtmkit.server.e2e.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** A server in this JVM with its admin port. */
final class AdminServer implements AutoCloseable {
  static final String KEY = "the operator's key of tests";
  static final String APP = TestServer.APP;

  private final TestServer server;
  private final int adminPort;

  private AdminServer(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("admin.port", "0");
    server = TestServer.start(all);
    try {
      adminPort = server.server().openAdminPort(KEY, server.port()).getPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static AdminServer start() {
    return new AdminServer(Map.of());
  }

  static AdminServer start(Map<String, String> settings) {
    return new AdminServer(settings);
  }

  TestServer server() {
    return server;
  }

  int port() {
    return adminPort;
  }

  AdminClient operator() {
    return AdminClient.operator(adminPort, KEY);
  }

  AdminClient anonymous() {
    return AdminClient.anonymous(adminPort);
  }

  /** A key of an app. */
  AdminClient keyOf(String appId) {
    AdminClient.Answer created = operator().post("/v1/apps/" + appId + "/keys", "{}");
    return AdminClient.basic(
        adminPort, created.body().get("id").asText(), created.body().get("secret").asText());
  }

  SdkUser login(String user) {
    return SdkUser.login(user, server.address());
  }

  @Override
  public void close() {
    server.close();
  }
}
