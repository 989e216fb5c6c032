package io.rtmkit.client.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.rtmkit.protocol.Frames;
import io.rtmkit.protocol.Limits;
import io.rtmkit.protocol.v1.Ack;
import io.rtmkit.protocol.v1.Content;
import io.rtmkit.protocol.v1.Envelope;
import io.rtmkit.protocol.v1.PeerMessagePush;
import io.rtmkit.protocol.v1.Push;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames over TCP, however the bytes arrive. */
class TcpCodecTest {
  private final TcpCodec codec = new TcpCodec();

  @Test
  void completeFramesDoNotWaitForTheRestOfALargeOne() throws IOException {
    byte[] large = Frames.encode(message(100_000));
    byte[] arrived = join(Frames.encode(ack(1)), Frames.encode(ack(2)), Arrays.copyOf(large, 9));
    assertThat(codec.read(stream(arrived))).containsExactly(ack(1), ack(2));
    byte[] rest = Arrays.copyOfRange(large, 9, large.length);
    ByteArrayInputStream in = stream(join(rest, Frames.encode(ack(3))));
    assertThat(readAll(in)).containsExactly(message(100_000), ack(3));
    assertThat(codec.read(in)).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 1000})
  void framesMayComeInPiecesOfAnySize(int size) throws IOException {
    byte[] bytes = join(Frames.encode(message(20_000)), new byte[] {0}, Frames.encode(ack(300)));
    List<Envelope> frames = new ArrayList<>();
    for (int at = 0; at < bytes.length; at += size) {
      int end = Math.min(bytes.length, at + size);
      frames.addAll(readAll(stream(Arrays.copyOfRange(bytes, at, end))));
    }
    assertThat(frames).containsExactly(message(20_000), Envelope.getDefaultInstance(), ack(300));
  }

  @Test
  void endInsideAFrameIsAnError() throws IOException {
    assertThat(codec.read(stream(new byte[] {5, 1}))).isEmpty();
    assertThatThrownBy(() -> codec.read(stream(new byte[0]))).isInstanceOf(EOFException.class);
  }

  @Test
  void tooLargeFrameIsRefusedByItsLengthAlone() {
    byte[] whole = Frames.encode(message(Limits.SERVER_FRAME_BYTES));
    assertThatThrownBy(() -> codec.read(stream(Arrays.copyOf(whole, 3))))
        .hasMessageContaining("at most " + Limits.SERVER_FRAME_BYTES);
  }

  @Test
  void tooLongLengthIsRefused() {
    byte[] bytes = {(byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80};
    assertThatThrownBy(() -> codec.read(stream(bytes))).hasMessageContaining("frame length");
  }

  private List<Envelope> readAll(ByteArrayInputStream in) throws IOException {
    List<Envelope> frames = new ArrayList<>();
    while (in.available() > 0) {
      frames.addAll(codec.read(in));
    }
    return frames;
  }

  private static Envelope ack(long offset) {
    return Envelope.newBuilder().setAck(Ack.newBuilder().setInboxOffset(offset)).build();
  }

  private static Envelope message(int size) {
    Content content = Content.newBuilder().setPayload(ByteString.copyFrom(new byte[size])).build();
    PeerMessagePush push = PeerMessagePush.newBuilder().setContent(content).build();
    return Envelope.newBuilder().setPush(Push.newBuilder().setPeerMessage(push)).build();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.writeBytes(part);
    }
    return bytes.toByteArray();
  }

  private static ByteArrayInputStream stream(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }
}
