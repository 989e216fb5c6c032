package io.rtmkit.server.e2e;

import static io.rtmkit.protocol.v1.CloseCode.CLOSE_CODE_FRAME_TOO_LARGE;
import static io.rtmkit.protocol.v1.CloseCode.CLOSE_CODE_LOGIN_TIMEOUT;
import static io.rtmkit.protocol.v1.CloseCode.CLOSE_CODE_PROTOCOL_ERROR;
import static io.rtmkit.protocol.v1.CloseCode.CLOSE_CODE_TOO_MANY_REQUESTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rtmkit.protocol.Frames;
import io.rtmkit.protocol.v1.Envelope;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.protocol.v1.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;

/** Bytes that are no protocol: each gets its close code or its time-out. */
class HostileBytesIT extends Bystanders {
  @Test
  void garbageInsteadOfAPreamble() {
    expectClose(
        WireClient.connect(server).raw(bytes(0xde, 0xad, 0xbe, 0xef, 1, 2, 3)),
        CLOSE_CODE_PROTOCOL_ERROR);
  }

  @Test
  void preambleOfAnotherVersion() {
    expectClose(WireClient.connect(server).raw(bytes('R', 'T', 'M', 2)), CLOSE_CODE_PROTOCOL_ERROR);
  }

  @Test
  void garbageAfterThePreamble() {
    expectClose(
        WireClient.open(server).raw(bytes(5, 0xff, 0xff, 0xff, 0xff, 0xff)),
        CLOSE_CODE_PROTOCOL_ERROR);
  }

  @Test
  void lengthThatNeverEnds() {
    expectClose(
        WireClient.open(server).raw(bytes(0x80, 0x80, 0x80, 0x80, 0x80, 0x01)),
        CLOSE_CODE_PROTOCOL_ERROR);
  }

  @Test
  void oversizeFrameIsRefusedByItsLengthAlone() {
    WireClient mallory = WireClient.login(server, "mallory");
    expectClose(mallory.raw(bytes(0x81, 0x80, 0x04)), CLOSE_CODE_FRAME_TOO_LARGE); // 65,537
  }

  @Test
  void beforeLoginFramesAreSmall() {
    expectClose(
        WireClient.open(server).raw(bytes(0x81, 0x80, 0x01)), // 16,385
        CLOSE_CODE_FRAME_TOO_LARGE);
  }

  @Test
  void aFrameOfExactlyTheLimitIsTaken() {
    Request.Builder request = WireClient.toPeer("nobody", "x").setRequestId(77);
    int description = 64 * 1024;
    while (sizeWith(request, description) > 64 * 1024) {
      description--;
    }
    assertThat(sizeWith(request, description)).isEqualTo(64 * 1024);
    WireClient client = WireClient.login(server, "large");
    client.send(Envelope.newBuilder().setRequest(request).build());
    Reply reply = client.reply(77);
    assertThat(reply.getCode()).isEqualTo(7); // the frame is taken, the message in it is too large
    assertThat(reply.getReason()).contains("message", "32768");
    client.close();
  }

  @Test
  void halfAFrameAndThenNothing() {
    byte[] login =
        Frames.encode(Envelope.newBuilder().setRequest(WireClient.loginRequest("m")).build());
    WireClient mallory = WireClient.open(server);
    mallory.raw(Arrays.copyOf(login, login.length / 2));
    expectClose(mallory, CLOSE_CODE_LOGIN_TIMEOUT);
  }

  @Test
  void halfAFrameAndThenTheEnd() throws IOException {
    WireClient mallory = WireClient.open(server).raw(bytes(20, 1, 2));
    mallory.socket().shutdownOutput();
    assertThat(mallory.read()).isNull();
    mallory.close();
  }

  @Test
  void framesByteByByte() {
    byte[] login =
        Frames.encode(
            Envelope.newBuilder()
                .setRequest(WireClient.loginRequest("slowpoke").setRequestId(5))
                .build());
    WireClient client = WireClient.connect(server);
    for (byte b : Frames.preamble()) {
      client.raw(b);
    }
    for (byte b : login) {
      client.raw(b);
    }
    assertThat(client.reply(5).getCode()).isZero();
    client.close();
  }

  @Test
  void neverLogsIn() {
    long start = System.nanoTime();
    expectClose(WireClient.open(server), CLOSE_CODE_LOGIN_TIMEOUT);
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(LOGIN_TIMEOUT.minusMillis(100), Duration.ofSeconds(15));
  }

  @Test
  void neverSaysAnything() {
    WireClient mallory = WireClient.connect(server);
    assertThat(mallory.read()).isNull();
    mallory.close();
  }

  @Test
  void tlsHelloOnAPlainServer() throws Exception {
    SSLSocket socket =
        (SSLSocket)
            SSLContext.getDefault().getSocketFactory().createSocket("127.0.0.1", server.port());
    socket.setSoTimeout(5_000);
    assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class);
    socket.close();
  }

  @Test
  void tenThousandFramesInOneSegment() {
    byte[] ping = Frames.encode(Envelope.newBuilder().setRequest(WireClient.ping()).build());
    ByteArrayOutputStream segment = new ByteArrayOutputStream();
    for (int i = 0; i < 10_000; i++) {
      segment.writeBytes(ping);
    }
    WireClient mallory = WireClient.login(server, "flood");
    mallory.raw(segment.toByteArray());
    expectClose(mallory, CLOSE_CODE_TOO_MANY_REQUESTS);
  }

  @Test
  void anEmptyEnvelope() {
    expectClose(WireClient.login(server, "empty").raw(bytes(0)), CLOSE_CODE_PROTOCOL_ERROR);
  }

  private static int sizeWith(Request.Builder request, int description) {
    request.getPeerMessageBuilder().getContentBuilder().setDescription("d".repeat(description));
    return Envelope.newBuilder().setRequest(request).build().getSerializedSize();
  }
}
