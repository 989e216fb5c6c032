package io.rtmkit.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rtmkit.protocol.Frames;
import io.rtmkit.protocol.v1.Envelope;
import io.rtmkit.server.ConfigReload;
import io.rtmkit.server.config.ConfigLoader;
import io.rtmkit.server.config.LoadedConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStoreException;
import java.security.cert.Certificate;
import java.util.Map;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The certificate is renewed while clients are connected. */
class TlsReloadIT {
  @TempDir private static Path dir;

  private TestCertificate older;
  private TestCertificate newer;
  private Map<String, String> settings;
  private TestServer server;
  private ConfigReload reload;

  @BeforeEach
  void start() throws IOException {
    older = TestCertificate.create(Files.createDirectories(dir.resolve("older")));
    newer = TestCertificate.create(Files.createDirectories(dir.resolve("newer")));
    install(older.certificate(), older.key());
    settings =
        Map.of(
            "listen.port", "0",
            "store.kind", "memory",
            "admin.enabled", "off",
            "tls.certificate", dir.resolve("cert.pem").toString(),
            "tls.key", dir.resolve("key.pem").toString());
    server = TestServer.start(settings);
    reload = new ConfigReload(this::load, load(), server.server());
  }

  private LoadedConfig load() {
    return ConfigLoader.load(null, Map.of(), settings);
  }

  private static void install(Path certificate, Path key) throws IOException {
    Files.copy(certificate, dir.resolve("cert.pem"), StandardCopyOption.REPLACE_EXISTING);
    Files.copy(key, dir.resolve("key.pem"), StandardCopyOption.REPLACE_EXISTING);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void newConnectionsGetTheNewOneAndOpenOnesStay() throws Exception {
    try (SSLSocket before = connect(older, server)) {
      ping(before);
      install(newer.certificate(), newer.key());
      reload.reload();
      ping(before);
      try (SSLSocket after = connect(newer, server)) {
        ping(after);
        assertThat(shownBy(after)).isEqualTo(certificateOf(newer));
        assertThat(shownBy(before)).isEqualTo(certificateOf(older));
      }
    }
  }

  @Test
  void aKeyOfAnotherCertificateKeepsTheOldPair() throws Exception {
    install(newer.certificate(), older.key());
    assertThatThrownBy(reload::reload)
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("tls.key: ")
        .hasMessageContaining("is not the key of the certificate");
    reload.reloadAndLog("test"); // says so, and does not throw
    try (SSLSocket after = connect(older, server)) {
      ping(after);
    }
  }

  @Test
  void halfAFileKeepsTheOldPair() throws Exception {
    String text = Files.readString(newer.certificate());
    Files.writeString(dir.resolve("cert.pem"), text.substring(0, text.length() / 2));
    assertThatThrownBy(reload::reload)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("has no certificates");
    try (SSLSocket after = connect(older, server)) {
      ping(after);
    }
  }

  private static void ping(SSLSocket socket) throws IOException {
    Envelope ping =
        Envelope.newBuilder().setRequest(WireClient.ping().setRequestId(7).build()).build();
    socket.getOutputStream().write(Frames.encode(ping));
    assertThat(Frames.read(socket.getInputStream(), 65_536).getReply().getRequestId()).isEqualTo(7);
  }

  private static SSLSocket connect(TestCertificate trusted, TestServer server) throws IOException {
    SSLSocket socket = trusted.connect(server.port());
    socket.setSoTimeout(10_000);
    socket.getOutputStream().write(Frames.preamble());
    return socket;
  }

  private static Certificate shownBy(SSLSocket socket) throws IOException {
    return socket.getSession().getPeerCertificates()[0];
  }

  private static Certificate certificateOf(TestCertificate certificate) throws KeyStoreException {
    return certificate.store().getCertificate("test");
  }
}
