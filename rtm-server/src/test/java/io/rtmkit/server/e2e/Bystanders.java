package io.rtmkit.server.e2e;

import static io.rtmkit.server.e2e.WireClient.toPeer;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.protocol.v1.Push;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A server with two users who must not notice what a hostile client does beside them. */
abstract class Bystanders {
  /** Time for everybody who does log in; some tests wait for its end. */
  static final Duration LOGIN_TIMEOUT = Duration.ofSeconds(3);

  static TestServer server;
  private final String unique = Long.toHexString(new Random().nextLong());
  private WireClient alice;
  private WireClient bob;

  @BeforeAll
  static void start() {
    server = TestServer.start(Map.of("session.login-timeout", LOGIN_TIMEOUT.toMillis() + "ms"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void arrive() {
    alice = WireClient.login(server, "alice" + unique);
    bob = WireClient.login(server, "bob" + unique);
  }

  @AfterEach
  void haveNoticedNothing() {
    long request = alice.ask(toPeer("bob" + unique, "still here"));
    Push push = bob.push();
    assertThat(push.getPeerMessage().getContent().getPayload().toStringUtf8())
        .isEqualTo("still here");
    bob.ack(push.getInboxOffset());
    assertThat(alice.reply(request).getCode()).isZero();
    alice.close();
    bob.close();
  }

  static void expectClose(WireClient client, CloseCode code) {
    assertThat(client.closeCode()).isEqualTo(code);
    client.close();
  }

  static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }
}
