package io.rtmkit.loadtest.compare.dialect;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** RFC 6455 as a client needs it here: no fragments, a mask of zeros. One thread. */
final class WebSocket {
  static final int TEXT = 1;
  static final int BINARY = 2;

  private static final int FINAL = 0x80;
  private static final int MASKED = 0x80;
  private static final int SHORT_LENGTH = 126;
  private static final int LONG_LENGTH = 127;
  private static final String END_OF_HEAD = "\r\n\r\n";
  private static final byte[] SWITCHING = "HTTP/1.1 101".getBytes(StandardCharsets.US_ASCII);

  private boolean open;

  /** Writes the request that opens a connection. */
  static void upgrade(ByteBuf out, String path, String subProtocol) {
    String request =
        "GET "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
            + (subProtocol.isEmpty() ? "" : "Sec-WebSocket-Protocol: " + subProtocol + "\r\n")
            + "\r\n";
    out.writeCharSequence(request, StandardCharsets.US_ASCII);
  }

  boolean isOpen() {
    return open;
  }

  /** Takes the answer to the request; false if it is no. */
  boolean open(ByteBuf in, int from) {
    open = true;
    for (int i = 0; i < SWITCHING.length; i++) {
      open &= in.getByte(from + i) == SWITCHING[i];
    }
    return open;
  }

  /** Length of the answer to the request; -1 if it is not complete. */
  static int responseLength(ByteBuf in, int from, int end) {
    String text = in.toString(from, end - from, StandardCharsets.US_ASCII);
    int at = text.indexOf(END_OF_HEAD);
    return at < 0 ? -1 : at + END_OF_HEAD.length();
  }

  /** Length of the header at an index; -1 if it is not complete. */
  static int headerLength(ByteBuf in, int from, int end) {
    if (end - from < 2) {
      return -1;
    }
    int length =
        switch (in.getByte(from + 1) & 0x7f) {
          case SHORT_LENGTH -> 4;
          case LONG_LENGTH -> 10;
          default -> 2;
        };
    return end - from < length ? -1 : length;
  }

  /** How many bytes the message has whose header is at an index. */
  static int messageLength(ByteBuf in, int from) {
    int length = in.getByte(from + 1) & 0x7f;
    return switch (length) {
      case SHORT_LENGTH -> in.getUnsignedShort(from + 2);
      case LONG_LENGTH -> Math.toIntExact(in.getLong(from + 2));
      default -> length;
    };
  }

  /** Writes the header of a message. */
  static void header(ByteBuf out, int type, int length) {
    out.writeByte(FINAL | type);
    if (length < SHORT_LENGTH) {
      out.writeByte(MASKED | length);
    } else {
      out.writeByte(MASKED | SHORT_LENGTH);
      out.writeShort(length);
    }
    out.writeInt(0);
  }
}
