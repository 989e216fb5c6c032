package io.rtmkit.client.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.protocol.Frames;
import io.rtmkit.protocol.v1.Envelope;
import io.rtmkit.protocol.v1.LoginReply;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.protocol.v1.Request;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A whole login and logout over WebSocket. */
class WebSocketLoginTest {
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  @Test
  void logsInAndOut() throws Exception {
    try (Scene scene = new Scene(new Tuning(4, 1, 1), new FakeServer(), "ws")) {
      scene.client.login("token", "alice", scene.events.answer("login"));
      Socket socket = scene.server.acceptSocket();
      DataInputStream in = new DataInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      List<String> head = readHead(in);
      assertThat(head.get(0)).isEqualTo("GET /rtm HTTP/1.1");
      assertThat(head)
          .contains("Sec-WebSocket-Protocol: rtmkit.v1", "Host: 127.0.0.1:" + scene.server.port());
      out.write(answer(head).getBytes(StandardCharsets.US_ASCII));
      Request login = readRequest(in);
      assertThat(login.hasLogin()).isTrue();
      write(
          out,
          Reply.newBuilder()
              .setRequestId(login.getRequestId())
              .setLogin(LoginReply.newBuilder().setSessionId("s")));
      scene.events.expect("state 2/1", "state 3/2", "login ok");
      scene.client.logout(scene.events.answer("logout"));
      Request logout = readRequest(in);
      assertThat(logout.hasLogout()).isTrue();
      write(out, Reply.newBuilder().setRequestId(logout.getRequestId()));
      scene.events.expect("state 1/6", "logout ok");
      assertThat(in.read()).isEqualTo(-1);
    }
  }

  private static String answer(List<String> head) throws Exception {
    String key =
        head.stream().filter(line -> line.startsWith("Sec-WebSocket-Key: ")).findFirst().get();
    byte[] bytes = (key.substring(19) + GUID).getBytes(StandardCharsets.US_ASCII);
    byte[] hash = MessageDigest.getInstance("SHA-1").digest(bytes);
    return String.join(
        "\r\n",
        "HTTP/1.1 101 Switching Protocols",
        "upgrade: websocket",
        "connection: upgrade",
        "sec-websocket-accept: " + Base64.getEncoder().encodeToString(hash),
        "sec-websocket-protocol: rtmkit.v1",
        "",
        "");
  }

  private static List<String> readHead(DataInputStream in) throws IOException {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    while (true) {
      int b = in.readUnsignedByte();
      if (b == '\n' && line.isEmpty()) {
        return lines;
      } else if (b == '\n') {
        lines.add(line.toString());
        line.setLength(0);
      } else if (b != '\r') {
        line.append((char) b);
      }
    }
  }

  private static Request readRequest(DataInputStream in) throws IOException {
    assertThat(in.readUnsignedByte()).isEqualTo(0x82);
    int length = in.readUnsignedByte() & 0x7f;
    byte[] mask = in.readNBytes(4 + (length == 126 ? 2 : 0));
    if (length == 126) {
      length = (mask[0] & 0xff) << 8 | (mask[1] & 0xff);
      mask = java.util.Arrays.copyOfRange(mask, 2, 6);
    }
    byte[] payload = in.readNBytes(length);
    for (int i = 0; i < length; i++) {
      payload[i] ^= mask[i & 3];
    }
    return Frames.read(new ByteArrayInputStream(payload), 1 << 20).getRequest();
  }

  private static void write(OutputStream out, Reply.Builder reply) throws IOException {
    byte[] frame = Frames.encode(Envelope.newBuilder().setReply(reply).build());
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.write(0x82);
    message.write(frame.length);
    message.writeBytes(frame);
    out.write(message.toByteArray());
  }
}
