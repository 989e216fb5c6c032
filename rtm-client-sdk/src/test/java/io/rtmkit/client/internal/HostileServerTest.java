package io.rtmkit.client.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.protocol.v1.Envelope;
import io.rtmkit.protocol.v1.LoginReply;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.protocol.v1.Request;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A server that breaks the rules loses the connection, and nothing else happens. */
class HostileServerTest {
  static Stream<byte[]> broken() {
    return Stream.of(
        new byte[] {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0x7f},
        new byte[] {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 1},
        new byte[] {5, 0, 1, 2, 3, 4},
        new byte[] {0},
        ("HTTP/1.1 400 Bad Request" + " ".repeat(100))
            .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void brokenBytesEndTheConnection(byte[] bytes) throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = scene.login();
      connection.write(bytes);
      scene.events.expect("state 4/5");
      scene.server.acceptLogin();
      scene.events.expect("state 3/2");
    }
  }

  @Test
  void requestFromTheServerEndsTheConnection() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = scene.login();
      connection.send(Envelope.newBuilder().setRequest(Request.getDefaultInstance()).build());
      scene.events.expect("state 4/5");
    }
  }

  @Test
  void repliesToNothingAndOffsetsThatLieAreSurvived() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = scene.login();
      scene.join(connection, "room");
      connection.send(
          Envelope.newBuilder().setReply(Reply.newBuilder().setRequestId(999).setCode(7)).build());
      connection.push(
          Scene.publication(-1, "negative"),
          Scene.publication(Long.MAX_VALUE, "last"),
          Scene.publication(11, "back again"),
          Scene.peerMessage(Long.MAX_VALUE, 1, "far"),
          Scene.peerMessage(1, 2, "back"));
      scene.events.expect("bob in room: last", "bob: far");
      Envelope ack = connection.next();
      assertThat(ack.getAck().getInboxOffset()).isEqualTo(Long.MAX_VALUE);
      connection.close();
      scene.events.expect("state 4/5");
    }
  }

  @Test
  void resumedWithoutASessionIsANewSession() throws IOException {
    try (Scene scene = new Scene()) {
      scene.client.login("token", "alice", null);
      FakeServer.Connection connection = scene.server.accept();
      connection.replyLogin(connection.nextRequest(), LoginReply.newBuilder().setResumed(true));
      scene.events.expect("state 2/1", "state 3/2");
      connection.push(Scene.peerMessage(1, 1, "hello"));
      scene.events.expect("bob: hello");
    }
  }
}
