package io.rtmkit.server.transport;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import io.netty.buffer.ByteBuf;
import io.rtmkit.protocol.Frames;
import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.protocol.v1.Envelope;
import org.jspecify.annotations.Nullable;

/**
 * Cuts what clients say out of the bytes of one connection. Refuses a frame by its length alone,
 * before its bytes are collected. Event loop only.
 */
final class FrameReader {
  private int maxBytes;
  private long readBytes;

  FrameReader(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Lets larger frames in, after login. */
  void setMaxBytes(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** The bytes of frames read since the last call of this. */
  long takeReadBytes() {
    long bytes = readBytes;
    readBytes = 0;
    return bytes;
  }

  /**
   * Reads the next frame.
   *
   * @return a Request or an Ack; null, with nothing consumed, if the frame is not complete
   * @throws BadFrameException if the bytes can never become a valid frame
   */
  @Nullable MessageLite read(ByteBuf in) throws BadFrameException {
    int start = in.readerIndex();
    int length = readLength(in);
    if (length > maxBytes) {
      throw new BadFrameException(
          CloseCode.CLOSE_CODE_FRAME_TOO_LARGE,
          "a frame of " + length + " bytes, at most " + maxBytes + " are allowed");
    }
    if (length < 0 || in.readableBytes() < length) {
      in.readerIndex(start);
      return null;
    }
    try {
      byte[] bytes = new byte[length];
      in.readBytes(bytes);
      MessageLite hot = HotEnvelopes.find(bytes);
      MessageLite message = hot != null ? hot : open(Frames.decode(bytes));
      readBytes += in.readerIndex() - start;
      return message;
    } catch (InvalidProtocolBufferException e) {
      throw new BadFrameException(CloseCode.CLOSE_CODE_PROTOCOL_ERROR, "a frame is no envelope");
    }
  }

  private static MessageLite open(Envelope envelope) throws BadFrameException {
    return switch (envelope.getFrameCase()) {
      case REQUEST -> envelope.getRequest();
      case ACK -> envelope.getAck();
      default ->
          throw new BadFrameException(
              CloseCode.CLOSE_CODE_PROTOCOL_ERROR, "a client sends requests and acks only");
    };
  }

  /** The length in front of a frame, or -1 if not all of it is there. */
  private static int readLength(ByteBuf in) throws BadFrameException {
    int length = 0;
    for (int i = 0; i < Frames.MAX_LENGTH_BYTES; i++) {
      if (!in.isReadable()) {
        return -1;
      }
      byte b = in.readByte();
      length |= (b & 0x7f) << (7 * i);
      if (b >= 0) {
        return length;
      }
    }
    throw new BadFrameException(
        CloseCode.CLOSE_CODE_PROTOCOL_ERROR,
        "the length of a frame takes more than " + Frames.MAX_LENGTH_BYTES + " bytes");
  }
}
