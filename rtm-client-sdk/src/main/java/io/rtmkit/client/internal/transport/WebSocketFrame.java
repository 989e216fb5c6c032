package io.rtmkit.client.internal.transport;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The head of one frame of a WebSocket (RFC 6455, section 5); the payload follows. Immutable. */
final class WebSocketFrame {
  static final int CONTINUATION = 0;
  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  private static final int MAX_CONTROL_BYTES = 125;

  final int opcode;
  final boolean last;
  final int length;

  private WebSocketFrame(int opcode, boolean last, int length) {
    this.opcode = opcode;
    this.last = last;
    this.length = length;
  }

  /** A whole message from the client, masked as the RFC demands. */
  static byte[] encode(int opcode, byte[] payload, byte[] mask) {
    int length = payload.length;
    int extra = length <= 125 ? 0 : length <= 0xffff ? 2 : 8;
    byte[] frame = new byte[2 + extra + 4 + length];
    frame[0] = (byte) (0x80 | opcode);
    frame[1] = (byte) (0x80 | (extra == 0 ? length : extra == 2 ? 126 : 127));
    for (int i = 0; i < Math.min(extra, 4); i++) {
      frame[1 + extra - i] = (byte) (length >>> (8 * i));
    }
    System.arraycopy(mask, 0, frame, 2 + extra, 4);
    for (int i = 0; i < length; i++) {
      frame[6 + extra + i] = (byte) (payload[i] ^ mask[i & 3]);
    }
    return frame;
  }

  boolean isControl() {
    return opcode >= CLOSE;
  }

  /**
   * Waits for the head of a frame of the server.
   *
   * @throws IOException at the end of the stream, or for a frame that no server may send
   */
  static WebSocketFrame read(InputStream in, int maxBytes) throws IOException {
    int first = readByte(in);
    int second = readByte(in);
    int opcode = first & 0x0f;
    boolean last = (first & 0x80) != 0;
    if ((first & 0x70) != 0) {
      throw new IOException("WebSocket frame with a reserved bit");
    }
    if ((second & 0x80) != 0) {
      throw new IOException("masked WebSocket frame from the server");
    }
    long length = readLength(in, second & 0x7f);
    if (opcode >= CLOSE && (!last || length > MAX_CONTROL_BYTES)) {
      throw new IOException("WebSocket control frame in pieces or too long");
    }
    if (length < 0 || length > maxBytes) {
      throw new IOException("WebSocket message of more than " + maxBytes + " bytes");
    }
    return new WebSocketFrame(opcode, last, (int) length);
  }

  /** Waits for the whole payload. */
  byte[] readPayload(InputStream in) throws IOException {
    byte[] bytes = new byte[length];
    for (int done = 0; done < length; ) {
      int n = in.read(bytes, done, length - done);
      if (n < 0) {
        throw new EOFException("the stream ended inside a WebSocket frame");
      }
      done += n;
    }
    return bytes;
  }

  private static long readLength(InputStream in, int code) throws IOException {
    int bytes = code == 126 ? 2 : code == 127 ? 8 : 0;
    long length = bytes == 0 ? code : 0;
    for (int i = 0; i < bytes; i++) {
      length = length << 8 | readByte(in);
    }
    return length;
  }

  private static int readByte(InputStream in) throws IOException {
    int b = in.read();
    if (b < 0) {
      throw new EOFException("the server closed the connection");
    }
    return b;
  }
}
