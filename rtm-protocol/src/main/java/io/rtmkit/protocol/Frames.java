package io.rtmkit.protocol;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import io.rtmkit.protocol.v1.Envelope;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The framing: a varint with the length of the envelope, then the envelope. The same bytes travel
 * over TCP (after the preamble) and inside binary WebSocket messages. Stateless.
 */
public final class Frames {
  /** Path of the WebSocket endpoint. */
  public static final String WEB_SOCKET_PATH = "/rtm";

  /** WebSocket sub-protocol, and the name of the schema. */
  public static final String SUB_PROTOCOL = "rtmkit.v1";

  /** Longest length prefix: frames are far below 2^28 bytes. */
  public static final int MAX_LENGTH_BYTES = 4;

  private static final int RECURSION_LIMIT = 16;

  private static final byte[] PREAMBLE = {'R', 'T', 'M', 1};

  private Frames() {}

  /** The four bytes that open a TCP connection: "RTM" and the version of the protocol. */
  public static byte[] preamble() {
    return PREAMBLE.clone();
  }

  /** Encodes an envelope with its length in front. */
  public static byte[] encode(Envelope envelope) {
    int size = envelope.getSerializedSize();
    byte[] frame = new byte[CodedOutputStream.computeUInt32SizeNoTag(size) + size];
    CodedOutputStream out = CodedOutputStream.newInstance(frame);
    try {
      out.writeUInt32NoTag(size);
      envelope.writeTo(out);
      out.checkNoSpaceLeft();
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory failed", e);
    }
    return frame;
  }

  /**
   * Decodes one envelope from exactly the bytes between position and limit.
   *
   * @throws InvalidProtocolBufferException if the bytes are no envelope, or nested too deeply
   */
  public static Envelope decode(ByteBuffer bytes) throws InvalidProtocolBufferException {
    return decode(CodedInputStream.newInstance(bytes));
  }

  /**
   * Decodes one envelope, which keeps the array: what it carries is not copied again.
   *
   * @param bytes the envelope and nothing else; not to be changed any more
   * @throws InvalidProtocolBufferException if the bytes are no envelope, or nested too deeply
   */
  public static Envelope decode(byte[] bytes) throws InvalidProtocolBufferException {
    CodedInputStream in = CodedInputStream.newInstance(bytes);
    in.enableAliasing(true);
    return decode(in);
  }

  private static Envelope decode(CodedInputStream in) throws InvalidProtocolBufferException {
    in.setRecursionLimit(RECURSION_LIMIT);
    Envelope envelope = EnvelopeParser.INSTANCE.parseFrom(in);
    in.checkLastTagWas(0);
    return envelope;
  }

  /**
   * Reads the next frame of a blocking stream.
   *
   * @param maxBytes largest envelope to accept
   * @return the envelope, or null at the end of the stream between two frames
   * @throws IOException if the stream ends inside a frame, or the frame is not valid
   */
  public static @Nullable Envelope read(InputStream in, int maxBytes) throws IOException {
    int length = readLength(in);
    if (length < 0) {
      return null;
    }
    if (length > maxBytes) {
      throw new IOException("frame of " + length + " bytes, at most " + maxBytes + " are allowed");
    }
    byte[] bytes = new byte[length];
    for (int done = 0; done < length; ) {
      int n = in.read(bytes, done, length - done);
      if (n < 0) {
        throw new EOFException("the stream ended inside a frame");
      }
      done += n;
    }
    return decode(ByteBuffer.wrap(bytes));
  }

  private static int readLength(InputStream in) throws IOException {
    int length = 0;
    for (int i = 0; i < MAX_LENGTH_BYTES; i++) {
      int b = in.read();
      if (b < 0) {
        if (i == 0) {
          return -1;
        }
        throw new EOFException("the stream ended inside a frame's length");
      }
      length |= (b & 0x7f) << (7 * i);
      if ((b & 0x80) == 0) {
        return length;
      }
    }
    throw new IOException("frame length takes more than " + MAX_LENGTH_BYTES + " bytes");
  }
}
