package io.rtmkit.client.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rtmkit.protocol.Frames;
import io.rtmkit.protocol.v1.Ack;
import io.rtmkit.protocol.v1.Envelope;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** WebSocket framing and handshake (RFC 6455). */
class WebSocketTest {
  private final Outbox outbox = new Outbox();
  private final WebSocketCodec codec =
      new WebSocketCodec(ServerAddress.parse("ws://host:81"), outbox);

  @ParameterizedTest
  @CsvSource({"0, 6", "125, 6", "126, 8", "65535, 8", "65536, 14", "200000, 14"})
  void clientFramesAreMaskedAndCarryTheirLength(int length, int header) throws IOException {
    byte[] payload = new byte[length];
    Arrays.fill(payload, (byte) 7);
    byte[] mask = {1, 2, 3, 4};
    byte[] frame = WebSocketFrame.encode(WebSocketFrame.BINARY, payload, mask);
    assertThat(frame).hasSize(header + length);
    assertThat(frame[0]).isEqualTo((byte) 0x82);
    assertThat(frame[1] & 0x80).isEqualTo(0x80);
    assertThat(Arrays.copyOfRange(frame, header - 4, header)).isEqualTo(mask);
    // Undone as a server would, the frame reads back.
    byte[] unmasked = new byte[frame.length - 4];
    System.arraycopy(frame, 0, unmasked, 0, header - 4);
    unmasked[1] &= 0x7f;
    for (int i = 0; i < length; i++) {
      unmasked[header - 4 + i] = (byte) (frame[header + i] ^ mask[i % 4]);
    }
    InputStream in = stream(unmasked);
    WebSocketFrame read = WebSocketFrame.read(in, 1 << 20);
    assertThat(read.readPayload(in)).isEqualTo(payload);
    assertThat(read.last).isTrue();
  }

  @Test
  void oneMessageHoldsSeveralFrames() throws IOException {
    assertThat(codec.read(stream(frame(0x82, ack(1), ack(2))))).containsExactly(acked(1), acked(2));
  }

  @Test
  void messageMayComeInPiecesWithControlFramesBetween() throws IOException {
    byte[] whole = ack(300);
    byte[] head = Arrays.copyOf(whole, 1);
    byte[] tail = Arrays.copyOfRange(whole, 1, whole.length);
    InputStream in =
        stream(
            frame(0x02, head),
            frame(0x89, "hi".getBytes(StandardCharsets.UTF_8)),
            frame(0x80, tail));
    assertThat(codec.read(in)).isEmpty();
    assertThat(codec.read(in)).isEmpty();
    assertThat(codec.read(in)).containsExactly(acked(300));
  }

  @Test
  void frameIsHandedOverBeforeTheRestOfItsMessageComes() throws IOException {
    byte[] message = frame(0x82, ack(1), ack(300));
    InputStream begin = stream(Arrays.copyOf(message, message.length - 1));
    assertThat(codec.read(begin)).containsExactly(acked(1));
    InputStream rest = stream(Arrays.copyOfRange(message, message.length - 1, message.length));
    assertThat(codec.read(rest)).containsExactly(acked(300));
  }

  @Test
  void messageMustNotEndInsideAFrame() {
    byte[] whole = ack(300);
    InputStream in = stream(frame(0x82, Arrays.copyOf(whole, whole.length - 1)));
    assertThatThrownBy(() -> codec.read(in)).hasMessageContaining("ended inside a frame");
  }

  @Test
  void pingIsAnsweredWithItsPayload() throws Exception {
    codec.read(stream(frame(0x89, new byte[] {5})));
    byte[] pong = outbox.take().control;
    assertThat(pong[0]).isEqualTo((byte) 0x8a);
    assertThat(pong[6] ^ pong[2]).isEqualTo(5);
  }

  @Test
  void closeIsAnsweredAndTellsWhy() throws Exception {
    assertThat(codec.read(stream(frame(0x88, new byte[] {0x0f, (byte) 0xa6, 'n', 'o'})))).isNull();
    assertThat(codec.endReason()).endsWith("4006 no");
    assertThat(outbox.take().control[0]).isEqualTo((byte) 0x88);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8100",
        "8000",
        "c200",
        "8280",
        "0900",
        "897e00ff",
        "827f7fffffffffffffff",
        "827fffffffffffffffff",
        "8205",
        "82",
        "8301",
        "820105"
      })
  void brokenFramesAreRefused(String hex) {
    byte[] bytes = java.util.HexFormat.of().parseHex(hex);
    assertThatThrownBy(() -> codec.read(stream(bytes))).isInstanceOf(IOException.class);
  }

  @Test
  void secondMessageInsideTheFirstIsRefused() throws IOException {
    InputStream in = stream(frame(0x02, new byte[] {1}), frame(0x82, new byte[] {1}));
    codec.read(in);
    assertThatThrownBy(() -> codec.read(in)).hasMessageContaining("out of place");
  }

  @Test
  void acceptIsThatOfTheRfc() {
    assertThat(WebSocketHandshake.acceptFor("dGhlIHNhbXBsZSBub25jZQ=="))
        .isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 404 Not Found||",
        "HTTP/1.1 101 x|Upgrade: websocket|Connection: Upgrade|"
            + "Sec-WebSocket-Accept: wrong|Sec-WebSocket-Protocol: rtmkit.v1||",
        "HTTP/1.1 101 x||",
        "HTTP/1.1 101",
        ""
      })
  void wrongHandshakesAreRefused(String answer) {
    InputStream in = stream(answer.replace("|", "\r\n").getBytes(StandardCharsets.US_ASCII));
    assertThatThrownBy(() -> codec.open(in, new ByteArrayOutputStream()))
        .isInstanceOf(IOException.class);
  }

  private static byte[] ack(long offset) {
    return Frames.encode(acked(offset));
  }

  private static Envelope acked(long offset) {
    return Envelope.newBuilder().setAck(Ack.newBuilder().setInboxOffset(offset)).build();
  }

  private static byte[] frame(int first, byte[]... parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(first);
    bytes.write(Arrays.stream(parts).mapToInt(part -> part.length).sum());
    for (byte[] part : parts) {
      bytes.writeBytes(part);
    }
    return bytes.toByteArray();
  }

  private static InputStream stream(byte[]... parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.writeBytes(part);
    }
    return new ByteArrayInputStream(bytes.toByteArray());
  }
}
