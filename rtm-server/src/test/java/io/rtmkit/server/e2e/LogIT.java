package io.rtmkit.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rtmkit.client.RtmChannel;
import io.rtmkit.server.token.TokenFormat;
import io.rtmkit.server.token.TokenGrant;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The log of the packaged server: never a secret in it, and JSON that can be read. */
class LogIT {
  private static final String CERTIFICATE = "c0ffee5ec2e7c0de5ec2e7c0ffee0123";
  private static final String ADMIN_KEY = "canary-of-the-admin-key";
  private static final String PAYLOAD = "canary-of-a-payload";
  private static final String REDIS_PASSWORD = "canary-of-redis";

  private final int port = FreePort.find();
  private ServerProcess server;

  private void start(String format, String level) {
    server =
        ServerProcess.start(
            port,
            Map.of(
                "RTM_APP_ID", TestServer.APP,
                "RTM_APP_CERTIFICATE", CERTIFICATE,
                "RTM_ADMIN_KEY", ADMIN_KEY,
                "RTM_STORE_REDIS_URI", "redis://:" + REDIS_PASSWORD + "@127.0.0.1:1",
                "RTM_LOG_FORMAT", format,
                "RTM_LOG_LEVEL", level));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static String token(String certificate, String userId) {
    return TokenFormat.V007.build(
        new TokenGrant(TestServer.APP, userId, Instant.now(), Duration.ofHours(1)), certificate);
  }

  @ParameterizedTest
  @CsvSource({"text, DEBUG", "text, TRACE", "json, debug", "json, trace"})
  void showsNoPayloadAndNoSecret(String format, String level) throws IOException {
    start(format, level);
    String good = token(CERTIFICATE, "alice");
    String bad = token("ffffffffffffffffffffffffffffffff", "alice");
    try (SdkUser alice = new SdkUser("alice", server.address());
        SdkUser mallory = new SdkUser("alice", server.address());
        SdkUser bob = new SdkUser("bob", server.address())) {
      assertThat(mallory.login(bad).code()).isNotZero();
      assertThat(alice.login(good).code()).isZero();
      assertThat(bob.login(token(CERTIFICATE, "bob")).code()).isZero();
      RtmChannel room = alice.join("room");
      assertThat(SdkUser.await(alice.toPeer("bob", PAYLOAD))).isZero();
      assertThat(SdkUser.await(alice.toPeer("nobody", PAYLOAD))).isNotZero();
      assertThat(SdkUser.await(alice.toChannel(room, PAYLOAD))).isZero();
      assertThat(Keep.send(alice, "carol", PAYLOAD, Keep.both()).join().code()).isEqualTo(4);
      bob.await("peer alice: " + PAYLOAD);
    }
    sayNonsense();
    server.signal("HUP");
    server.awaitOutput("read again (SIGHUP)");
    assertThat(server.terminate()).isZero();
    String all = String.join("\n", server.output());
    assertThat(all).contains("DEBUG").contains("login from"); // it did say something
    assertThat(all).doesNotContain(PAYLOAD, CERTIFICATE, ADMIN_KEY, REDIS_PASSWORD, good, bad);
    // Nor a part of a token or of what it signs.
    assertThat(all).doesNotContain(good.substring(10, 40), bad.substring(10, 40));
  }

  /** Bytes that are no protocol, and a frame that no login can have. */
  private void sayNonsense() throws IOException {
    for (String start : List.of("", "RTM\001")) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        socket.setSoTimeout(10_000);
        OutputStream out = socket.getOutputStream();
        out.write((start + PAYLOAD.repeat(100)).getBytes(StandardCharsets.UTF_8));
        out.flush();
        socket.getInputStream().readAllBytes();
      }
    }
  }

  @Test
  void asJsonEachEventIsOneLineWithItsParts() throws IOException {
    start("json", "info");
    sayNonsense();
    server.awaitOutput("is closed: ");
    String line =
        server.output().stream().filter(l -> l.contains("is closed: ")).findFirst().orElseThrow();
    JsonNode event = new ObjectMapper().readTree(line);
    assertThat(Instant.ofEpochMilli(event.get("timestamp").asLong()))
        .isBetween(Instant.now().minusSeconds(60), Instant.now());
    assertThat(event.get("level").asText()).isEqualTo("INFO");
    assertThat(event.get("loggerName").asText()).endsWith("transport.Connection");
    assertThat(event.get("threadName").asText()).startsWith("rtm-loop");
    assertThat(event.get("formattedMessage").asText()).contains("is closed: ");
  }
}
