package io.rtmkit.loadtest.compare.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.rtmkit.loadtest.compare.dialect.Dialect.Kind;
import io.rtmkit.protocol.Frames;
import io.rtmkit.protocol.v1.ChannelMessage;
import io.rtmkit.protocol.v1.Content;
import io.rtmkit.protocol.v1.Envelope;
import io.rtmkit.protocol.v1.PeerMessagePush;
import io.rtmkit.protocol.v1.Publication;
import io.rtmkit.protocol.v1.Push;
import io.rtmkit.protocol.v1.Reply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each dialect cuts what its server sends into frames, however the bytes come in pieces. */
class DialectsTest {
  private final Payload payload = new Payload(128);

  private byte[] payload(long number) {
    ByteBuf bytes = payload.of(3, number, 12_345);
    byte[] copy = new byte[bytes.readableBytes()];
    bytes.getBytes(0, copy);
    return copy;
  }

  private static ByteBuf bytes(Object... parts) {
    ByteBuf all = Unpooled.buffer();
    for (Object part : parts) {
      if (part instanceof byte[] raw) {
        all.writeBytes(raw);
      } else {
        all.writeCharSequence(part.toString(), StandardCharsets.ISO_8859_1);
      }
    }
    return all;
  }

  /** Reads a stream that grows byte by byte. */
  private List<Kind> read(Dialect dialect, ByteBuf stream) {
    List<Kind> kinds = new ArrayList<>();
    int from = 0;
    long number = 64;
    for (int end = 1; end <= stream.writerIndex(); end++) {
      for (int length = dialect.frameLength(stream, from, end);
          length > 0;
          length = from < end ? dialect.frameLength(stream, from, end) : -1) {
        Kind kind = dialect.kind(stream, from, length);
        kinds.add(kind);
        if (kind == Kind.MESSAGE) {
          int at = payload.find(stream, from, length);
          assertThat(at).isPositive();
          assertThat(payload.number(stream, at)).isEqualTo(number++);
          assertThat(payload.sender(stream, at)).isEqualTo(3);
          assertThat(payload.dueNanos(stream, at)).isEqualTo(12_345);
          assertThat(payload.isWhole(stream, at)).isTrue();
        }
        from += length;
      }
    }
    assertThat(from).isEqualTo(stream.writerIndex());
    return kinds;
  }

  @Test
  void nats() {
    ByteBuf stream =
        bytes(
            "INFO {\"max\":1}\r\nPONG\r\nMSG room 1 128\r\n",
            payload(64),
            "\r\nPING\r\nMSG room 1 128\r\n",
            payload(65),
            "\r\n-ERR 'no'\r\n");

    assertThat(read(new NatsDialect(), stream))
        .containsExactly(
            Kind.OTHER, Kind.ANSWER, Kind.MESSAGE, Kind.PING, Kind.MESSAGE, Kind.REFUSED);
  }

  @Test
  void redis() {
    ByteBuf stream =
        bytes(
            "+PONG\r\n*3\r\n$9\r\nsubscribe\r\n$4\r\nroom\r\n:1\r\n",
            "*3\r\n$7\r\nmessage\r\n$4\r\nroom\r\n$128\r\n",
            payload(64),
            "\r\n:1000\r\n-ERR no\r\n");

    assertThat(read(new RedisDialect(), stream))
        .containsExactly(Kind.ANSWER, Kind.ANSWER, Kind.MESSAGE, Kind.OTHER, Kind.REFUSED);
  }

  @Test
  void mqtt() {
    byte[] connected = {0x20, 2, 0, 0};
    byte[] refused = {0x20, 2, 0, 5};
    byte[] subscribed = {(byte) 0x90, 3, 0, 1, 0};
    byte[] published = {0x30, (byte) 0x86, 1, 0, 4}; // 134 bytes
    byte[] pong = {(byte) 0xd0, 0};

    ByteBuf stream = bytes(connected, subscribed, published, "room", payload(64), pong, refused);

    assertThat(read(new MqttDialect(), stream))
        .containsExactly(Kind.ANSWER, Kind.ANSWER, Kind.MESSAGE, Kind.OTHER, Kind.REFUSED);
  }

  private static byte[] push(Push.Builder push) {
    return Frames.encode(Envelope.newBuilder().setPush(push).build());
  }

  private static byte[] reply(long id, int code) {
    Reply.Builder reply = Reply.newBuilder().setRequestId(id).setCode(code);
    return Frames.encode(Envelope.newBuilder().setReply(reply).build());
  }

  private Content content(long number) {
    return Content.newBuilder().setPayload(ByteString.copyFrom(payload(number))).build();
  }

  private ByteBuf rtmStream() {
    ChannelMessage channelMessage = ChannelMessage.newBuilder().setContent(content(64)).build();
    Publication publication =
        Publication.newBuilder()
            .setChannelId("room")
            .setOffset(9)
            .setMessage(channelMessage)
            .build();
    PeerMessagePush peerMessage = PeerMessagePush.newBuilder().setContent(content(65)).build();
    return bytes(
        reply(1, 0),
        push(Push.newBuilder().setPublication(publication)),
        push(Push.newBuilder().setInboxOffset(300).setPeerMessage(peerMessage)),
        reply(3, 0),
        reply(20, 0),
        reply(21, 6));
  }

  @Test
  void rtm() throws Exception {
    RtmDialect dialect = new RtmDialect(user -> "", 0);

    assertThat(read(dialect, rtmStream()))
        .containsExactly(
            Kind.ANSWER, Kind.MESSAGE, Kind.MESSAGE, Kind.OTHER, Kind.DONE, Kind.REFUSED);
    ByteBuf out = Unpooled.buffer();
    dialect.acknowledge(out);
    out.skipBytes(1);
    assertThat(Envelope.parseFrom(out.nioBuffer()).getAck().getInboxOffset()).isEqualTo(300);
  }

  @Test
  void rtmOverWebSocket() {
    ByteBuf frames = rtmStream();
    byte[] content = new byte[frames.readableBytes()];
    frames.getBytes(0, content);
    byte[] header = {(byte) 0x82, 126, (byte) (content.length >> 8), (byte) content.length};
    ByteBuf stream = bytes("HTTP/1.1 101 Switching Protocols\r\n\r\n", header, content);

    assertThat(read(new RtmWebSocketDialect(user -> "", 0), stream))
        .containsExactly(
            Kind.GO_ON,
            Kind.OTHER,
            Kind.ANSWER,
            Kind.MESSAGE,
            Kind.MESSAGE,
            Kind.OTHER,
            Kind.DONE,
            Kind.REFUSED);
  }

  @Test
  void findsADamagedPayload() {
    byte[] damaged = payload(64);
    damaged[60] ^= 1;
    ByteBuf in = bytes("x", damaged);

    int at = payload.find(in, 0, in.readableBytes());

    assertThat(at).isEqualTo(1);
    assertThat(payload.isWhole(in, at)).isFalse();
    assertThat(payload.find(in, 0, 100)).isEqualTo(-1);
  }
}
