package io.rtmkit.client.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.client.RtmClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS: a trusted certificate that names the host, and nothing else. */
class TlsTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir static Path folder;

  @BeforeAll
  static void makeCertificate() throws Exception {
    keytool("-genkeypair", "-keyalg", "EC", "-dname", "CN=test", "-ext", "san=dns:localhost");
    keytool("-exportcert", "-rfc", "-file", folder.resolve("ca.pem").toString());
  }

  @Test
  void logsInWhenTheCertificateIsTrustedAndNamesTheHost() throws Exception {
    Events events = new Events();
    try (FakeServer server = tlsServer()) {
      RtmClient client = client(events, server, "localhost", true);
      client.login("token", "alice", null);
      server.acceptLogin();
      events.expect("state 2/1", "state 3/2");
      client.release();
    }
  }

  @Test
  void refusesACertificateForAnotherHost() throws Exception {
    assertThat(failureAt("127.0.0.1", true)).startsWith("login failed 9").contains("127.0.0.1");
  }

  @Test
  void refusesACertificateOfAnUnknownAuthority() throws Exception {
    assertThat(failureAt("localhost", false)).startsWith("login failed 9").contains("PKIX");
  }

  private static String failureAt(String host, boolean trusted) throws Exception {
    Events events = new Events();
    try (FakeServer server = tlsServer()) {
      RtmClient client = client(events, server, host, trusted);
      client.login("token", "alice", events.answer("login"));
      Thread accepting = new Thread(() -> acceptAll(server));
      accepting.start();
      events.expect("state 2/1", "state 1/4");
      String failure = events.next();
      client.release();
      return failure;
    }
  }

  // Each attempt fails in the handshake, which needs somebody to read on this side.
  private static void acceptAll(FakeServer server) {
    boolean open = true;
    while (open) {
      try {
        open = server.acceptSocket().getInputStream().read() >= 0;
      } catch (javax.net.ssl.SSLException e) {
        // The client's refusal.
      } catch (IOException e) {
        open = false;
      }
    }
  }

  private static RtmClient client(Events events, FakeServer server, String host, boolean trusted) {
    RtmClient client = Clients.create(Scene.APP, events, null, new Tuning(4, 1, 1));
    String address = "rtms://" + host + ":" + server.port();
    String ca = trusted ? ",\"rtm.tls.ca_file\":\"" + folder.resolve("ca.pem") + "\"" : "";
    assertThat(client.setParameters("{\"rtm.server\":\"" + address + "\"" + ca + "}")).isZero();
    return client;
  }

  private static FakeServer tlsServer() throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(folder.resolve("keys.p12"))) {
      keys.load(in, PASSWORD);
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return new FakeServer(
        context
            .getServerSocketFactory()
            .createServerSocket(0, 50, InetAddress.getLoopbackAddress()));
  }

  private static void keytool(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-alias", "test", "-storetype", "PKCS12", "-storepass", "changeit"));
    command.addAll(List.of("-keystore", folder.resolve("keys.p12").toString()));
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }
}
