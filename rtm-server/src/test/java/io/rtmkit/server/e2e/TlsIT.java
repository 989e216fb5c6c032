package io.rtmkit.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rtmkit.protocol.Frames;
import io.rtmkit.protocol.v1.Envelope;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.server.MessageStores;
import io.rtmkit.server.RtmServer;
import io.rtmkit.server.app.Apps;
import io.rtmkit.server.config.ServerConfig;
import io.rtmkit.server.core.Clock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS on the one port, beside plain TCP. */
class TlsIT {
  @TempDir private static Path dir;

  private static Map<String, String> settings(TestCertificate certificate) {
    return Map.of(
        "tls.certificate", certificate.certificate().toString(),
        "tls.key", certificate.key().toString());
  }

  @Test
  void tlsAndPlainClientsShareThePort() throws Exception {
    TestCertificate certificate = TestCertificate.create(dir);
    try (TestServer server = TestServer.start(settings(certificate));
        SSLSocket socket = certificate.connect(server.port())) {
      socket.startHandshake();
      assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
      socket.getOutputStream().write(Frames.preamble());
      Envelope login =
          Envelope.newBuilder()
              .setRequest(WireClient.loginRequest("secret").setRequestId(9))
              .build();
      socket.getOutputStream().write(Frames.encode(login));
      socket.setSoTimeout(10_000);
      Reply reply = Frames.read(socket.getInputStream(), 65_536).getReply();
      assertThat(reply.getRequestId()).isEqualTo(9);
      assertThat(reply.getCode()).isZero();
      WireClient.login(server, "plain").close();
    }
  }

  private static RtmServer newServer(ServerConfig config) throws IOException {
    Clock clock = Clock.system();
    return new RtmServer(config, MessageStores.open(config, clock), Apps.of(config, clock), clock);
  }

  @Test
  void aKeyThatIsNoKeyStopsTheStartWithASentence() throws IOException {
    Path nonsense = Files.writeString(dir.resolve("nonsense.pem"), "not a key");
    ServerConfig config =
        ServerConfig.defaultsWith(
            Map.of(
                "listen.port",
                "0",
                "store.kind",
                "memory",
                "tls.certificate",
                nonsense.toString(),
                "tls.key",
                nonsense.toString()));
    try (RtmServer server = newServer(config)) {
      assertThatThrownBy(server::start)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("tls.certificate");
    }
  }
}
