package io.rtmkit.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Clients that hold on to their connection by not reading, or by saying half a word. */
class StubbornClientIT {
  private static final Map<String, String> SETTINGS =
      Map.of(
          "session.send-buffer-bytes", "1MB",
          "rates.message", "100000/1s",
          "rates.frames", "100000/1s");

  private static final String UPGRADE =
      """
      GET /rtm HTTP/1.1
      Host: x
      Upgrade: websocket
      Connection: Upgrade
      Sec-WebSocket-Version: 13
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
      Sec-WebSocket-Protocol: rtmkit.v1

      """;

  /** Waits for the server to be rid of a connection. */
  private static void awaitConnections(TestServer server, int count) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (server.server().connectionCount() != count && System.nanoTime() < end) {
      Thread.sleep(20); // nothing tells of it
    }
    assertThat(server.server().connectionCount()).isEqualTo(count);
  }

  @Test
  void halfAnUpgradeIsClosedWithoutAWord() {
    try (TestServer server = TestServer.start(Map.of("session.login-timeout", "2s"));
        WireClient mallory = WireClient.connect(server)) {
      mallory.raw("GET ".getBytes(StandardCharsets.US_ASCII));
      assertThat(mallory.read()).isNull();
    }
  }

  @Test
  void whoIsClosedAndDoesNotReadIsCutOff() throws InterruptedException {
    try (TestServer server = TestServer.start(SETTINGS);
        WireClient sender = WireClient.login(server, "sender");
        WireClient sleeper = WireClient.login(server, "sleeper")) {
      sender.join("room");
      sleeper.join("room");
      for (int i = 0; i < 200; i++) { // 6 MB: fills the kernel, and the backlog not quite
        sender.call(WireClient.toChannel("room", "x".repeat(30_000)));
        if (server.server().connectionCount() < 2) {
          break;
        }
      }
      try (WireClient again = WireClient.login(server, "sleeper")) {
        awaitConnections(server, 2); // the sender and the newer connection
        assertThat(again.call(WireClient.ping()).getCode()).isZero();
      }
    }
  }

  @Test
  void webSocketPingsAreCountedBeforeLogin() throws IOException {
    try (TestServer server = TestServer.start(Map.of("rates.frames", "1000/5s"));
        WireClient mallory = WireClient.connect(server)) {
      mallory.raw(UPGRADE.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
      ByteArrayOutputStream pings = new ByteArrayOutputStream();
      for (int i = 0; i < 1_000; i++) {
        pings.writeBytes(new byte[] {(byte) 0x89, (byte) 0x80, 0, 0, 0, 0});
      }
      OutputStream out = mallory.socket().getOutputStream();
      assertThat(pingsUntilClosed(out, pings.toByteArray())).isLessThan(1_000);
    }
  }

  private static int pingsUntilClosed(OutputStream out, byte[] thousandPings) {
    for (int thousands = 0; thousands < 1_000; thousands++) {
      try {
        out.write(thousandPings);
      } catch (IOException closed) {
        return thousands;
      }
    }
    throw new UncheckedIOException(new IOException("a million pings, and still connected"));
  }
}
