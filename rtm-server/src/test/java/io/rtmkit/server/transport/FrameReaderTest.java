package io.rtmkit.server.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.rtmkit.protocol.Frames;
import io.rtmkit.protocol.v1.Ack;
import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.protocol.v1.Envelope;
import io.rtmkit.protocol.v1.Reply;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Requests and acks out of bytes, however the bytes come; and nothing held that breaks a limit. */
class FrameReaderTest {
  private static final int MAX = 16 * 1024;

  private static Ack ack(long offset) {
    return Ack.newBuilder().setInboxOffset(offset).build();
  }

  private static byte[] frame(Ack ack) {
    return Frames.encode(Envelope.newBuilder().setAck(ack).build());
  }

  private static EmbeddedChannel tcp() {
    return new EmbeddedChannel(new TcpFrameDecoder(new FrameReader(MAX)));
  }

  private static EmbeddedChannel webSocket() {
    return new EmbeddedChannel(new WebSocketFrameDecoder(new FrameReader(MAX)));
  }

  @Test
  void cutsAStreamWhereverItIsCut() {
    Random random = new Random(7);
    ByteBuf stream = Unpooled.buffer();
    for (int i = 1; i <= 200; i++) {
      stream.writeBytes(frame(ack(i * 1_000L)));
    }
    EmbeddedChannel channel = tcp();
    while (stream.isReadable()) {
      int size = Math.min(stream.readableBytes(), 1 + random.nextInt(9));
      channel.writeInbound(stream.readBytes(size));
    }
    for (int i = 1; i <= 200; i++) {
      assertThat(channel.<Ack>readInbound()).isEqualTo(ack(i * 1_000L));
    }
    assertThat(channel.<Ack>readInbound()).isNull();
    assertThat(channel.finish()).isFalse();
  }

  @Test
  void refusesByTheLengthAloneAndTakesTheLimitItself() {
    ByteBuf exact = Unpooled.wrappedBuffer(new byte[] {(byte) 0x80, (byte) 0x80, 0x01});
    tcp().writeInbound(exact); // 16,384: waits for the rest
    ByteBuf over = Unpooled.wrappedBuffer(new byte[] {(byte) 0x81, (byte) 0x80, 0x01});
    assertThatThrownBy(() -> tcp().writeInbound(over))
        .isInstanceOf(DecoderException.class)
        .cause()
        .isInstanceOfSatisfying(
            BadFrameException.class,
            bad -> {
              assertThat(bad.closeCode()).isEqualTo(CloseCode.CLOSE_CODE_FRAME_TOO_LARGE);
              assertThat(bad.reason()).contains("16385", "16384");
            });
  }

  @Test
  void refusesWhatOnlyServersSay() {
    Envelope reply = Envelope.newBuilder().setReply(Reply.getDefaultInstance()).build();
    for (Envelope envelope : List.of(reply, Envelope.getDefaultInstance())) {
      ByteBuf bytes = Unpooled.wrappedBuffer(Frames.encode(envelope));
      assertThatThrownBy(() -> tcp().writeInbound(bytes))
          .cause()
          .isInstanceOfSatisfying(
              BadFrameException.class,
              bad -> {
                assertThat(bad.closeCode()).isEqualTo(CloseCode.CLOSE_CODE_PROTOCOL_ERROR);
                assertThat(bad.reason()).contains("requests and acks");
              });
    }
  }

  @Test
  void takesLargerFramesOnceItMay() {
    FrameReader reader = new FrameReader(1);
    reader.setMaxBytes(MAX);
    EmbeddedChannel channel = new EmbeddedChannel(new TcpFrameDecoder(reader));
    channel.writeInbound(Unpooled.wrappedBuffer(frame(ack(5))));
    assertThat(channel.<Ack>readInbound()).isEqualTo(ack(5));
  }

  @Test
  void aWebSocketMessageHoldsWholeFrames() {
    EmbeddedChannel channel = webSocket();
    ByteBuf two = Unpooled.wrappedBuffer(frame(ack(1)), frame(ack(2)));
    channel.writeInbound(new BinaryWebSocketFrame(two));
    assertThat(channel.<Ack>readInbound()).isEqualTo(ack(1));
    assertThat(channel.<Ack>readInbound()).isEqualTo(ack(2));
    ByteBuf half = Unpooled.wrappedBuffer(new byte[] {9, 1});
    assertThatThrownBy(() -> channel.writeInbound(new BinaryWebSocketFrame(half)))
        .hasRootCauseInstanceOf(BadFrameException.class);
    assertThatThrownBy(() -> channel.writeInbound(new TextWebSocketFrame("hi")))
        .hasRootCauseInstanceOf(BadFrameException.class);
    assertThat(half.refCnt()).isZero();
  }

  @Test
  void aSharedBufferIsWrittenOnceInEachFormAndFreed() {
    ByteBufAllocator allocator = ByteBufAllocator.DEFAULT;
    SharedBuffer shared = new SharedBuffer(allocator, List.of(frame(ack(1)), frame(ack(2))));
    ByteBuf first = shared.retainedFrames();
    ByteBuf second = shared.retainedFrames();
    ByteBuf message = shared.retainedMessage();
    ByteBuf sameMessage = shared.retainedMessage();
    assertThat(message.getByte(0)).isEqualTo((byte) 0x82);
    assertThat(message.getByte(1)).isEqualTo((byte) first.readableBytes());
    message.setByte(1, message.getByte(1) ^ 1);
    assertThat(sameMessage).as("the same memory").isEqualTo(message);
    assertThat(first).isEqualTo(message.slice(2, first.readableBytes()));
    shared.release();
    for (ByteBuf written : List.of(first, second, message)) {
      written.release();
    }
    sameMessage.release();
    assertThat(first.refCnt()).isZero();
    assertThat(message.refCnt()).isZero();
  }
}
