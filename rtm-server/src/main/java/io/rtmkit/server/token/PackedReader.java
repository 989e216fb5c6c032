package io.rtmkit.server.token;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Reads the little-endian fields of the dynamic keys. One thread. */
final class PackedReader {
  private final ByteBuffer in;

  PackedReader(byte[] bytes) {
    this.in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  int u16() throws MalformedTokenException {
    require(Short.BYTES);
    return Short.toUnsignedInt(in.getShort());
  }

  long u32() throws MalformedTokenException {
    require(Integer.BYTES);
    return Integer.toUnsignedLong(in.getInt());
  }

  /** A length of 16 bits, then that many bytes. */
  byte[] bytes() throws MalformedTokenException {
    return take(u16());
  }

  String string() throws MalformedTokenException {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  /** A count of 16 bits, then pairs of a privilege (16 bits) and its end (32 bits). */
  Map<Integer, Long> privileges() throws MalformedTokenException {
    int count = u16();
    // Checked before the map is made: a count is a promise that the bytes must keep.
    require(count * (Short.BYTES + Integer.BYTES));
    Map<Integer, Long> privileges = new HashMap<>();
    for (int i = 0; i < count; i++) {
      privileges.put(u16(), u32());
    }
    return privileges;
  }

  /** Everything that is left. */
  byte[] rest() throws MalformedTokenException {
    return take(in.remaining());
  }

  void requireEnd() throws MalformedTokenException {
    if (in.hasRemaining()) {
      throw new MalformedTokenException("has " + in.remaining() + " bytes too many");
    }
  }

  private byte[] take(int count) throws MalformedTokenException {
    require(count);
    byte[] bytes = new byte[count];
    in.get(bytes);
    return bytes;
  }

  private void require(int count) throws MalformedTokenException {
    if (in.remaining() < count) {
      throw new MalformedTokenException("is cut off");
    }
  }
}
