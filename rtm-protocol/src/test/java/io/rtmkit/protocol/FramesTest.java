package io.rtmkit.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import io.rtmkit.protocol.v1.Ack;
import io.rtmkit.protocol.v1.Content;
import io.rtmkit.protocol.v1.Envelope;
import io.rtmkit.protocol.v1.PublishRequest;
import io.rtmkit.protocol.v1.Request;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Framing: what is written is read, and what is broken is refused. */
class FramesTest {
  private static final int MAX = 64 * 1024;

  private static Envelope publication(int bytes) {
    Content content = Content.newBuilder().setPayload(ByteString.copyFrom(new byte[bytes])).build();
    return Envelope.newBuilder()
        .setRequest(
            Request.newBuilder().setPublish(PublishRequest.newBuilder().setContent(content)))
        .build();
  }

  private static Envelope read(byte... bytes) throws IOException {
    return Frames.read(new ByteArrayInputStream(bytes), MAX);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100, 127, 128, 16_000, 16_384, 60_000})
  void whatIsWrittenIsRead(int size) throws IOException {
    Envelope envelope = publication(size);
    byte[] frame = Frames.encode(envelope);
    assertThat(read(frame)).isEqualTo(envelope);
    int prefix = CodedOutputStream.computeUInt32SizeNoTag(envelope.getSerializedSize());
    assertThat(frame).hasSize(prefix + envelope.getSerializedSize());
    assertThat(Frames.decode(ByteBuffer.wrap(frame, prefix, frame.length - prefix)))
        .isEqualTo(envelope);
  }

  @Test
  void framesFollowEachOther() throws IOException {
    byte[] one = Frames.encode(publication(3));
    byte[] two = new byte[one.length * 2];
    System.arraycopy(one, 0, two, 0, one.length);
    System.arraycopy(one, 0, two, one.length, one.length);
    ByteArrayInputStream in = new ByteArrayInputStream(two);
    assertThat(Frames.read(in, MAX)).isEqualTo(publication(3));
    assertThat(Frames.read(in, MAX)).isEqualTo(publication(3));
    assertThat(Frames.read(in, MAX)).isNull();
  }

  @Test
  void theEndInsideAFrameIsAnError() {
    byte[] frame = Frames.encode(publication(300));
    for (int length = 1; length < frame.length; length += 7) {
      byte[] part = java.util.Arrays.copyOf(frame, length);
      assertThatThrownBy(() -> read(part)).isInstanceOf(EOFException.class);
    }
  }

  @Test
  void aFrameOverTheLimitIsRefusedByItsLength() {
    assertThatThrownBy(() -> read((byte) 0x81, (byte) 0x80, (byte) 0x04))
        .hasMessageContaining("65537")
        .hasMessageContaining("65536");
    assertThatThrownBy(() -> read((byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 1))
        .hasMessageContaining("length");
  }

  @Test
  void deepNestingIsRefused() {
    byte[] groups = new byte[100];
    java.util.Arrays.fill(groups, (byte) 0x7b); // 100 times "group of field 15 begins"
    assertThatThrownBy(() -> Frames.decode(ByteBuffer.wrap(groups)))
        .isInstanceOf(InvalidProtocolBufferException.class);
  }

  @Test
  void anEmptyEnvelopeIsAnEnvelope() throws IOException {
    assertThat(read((byte) 0).getFrameCase()).isEqualTo(Envelope.FrameCase.FRAME_NOT_SET);
  }

  @Test
  void unknownFieldsAreDropped() throws IOException {
    Envelope envelope = Envelope.newBuilder().setAck(Ack.newBuilder().setInboxOffset(7)).build();
    byte[] known = envelope.toByteArray();
    byte[] withUnknown = new byte[1 + known.length + 3];
    withUnknown[0] = (byte) (known.length + 3);
    System.arraycopy(known, 0, withUnknown, 1, known.length);
    withUnknown[known.length + 1] = (byte) 0x98; // field 99, varint
    withUnknown[known.length + 2] = 0x06;
    withUnknown[known.length + 3] = 0x01;
    assertThat(read(withUnknown)).isEqualTo(envelope);
  }

  @Test
  void randomBytesNeverCauseAnythingButAnIoException() {
    Random random = new Random(42);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      try {
        read(bytes);
      } catch (IOException expected) {
        assertThat(expected).isNotNull();
      }
    }
  }

  @Test
  void thePreambleNamesTheVersion() {
    assertThat(Frames.preamble()).containsExactly('R', 'T', 'M', 1);
    Frames.preamble()[3] = 9;
    assertThat(Frames.preamble()[3]).isEqualTo((byte) 1);
  }
}
