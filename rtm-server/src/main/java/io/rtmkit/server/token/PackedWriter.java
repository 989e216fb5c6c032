package io.rtmkit.server.token;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Writes the little-endian fields of the dynamic keys. One thread. */
final class PackedWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  PackedWriter u16(int value) {
    out.write(value);
    out.write(value >>> 8);
    return this;
  }

  PackedWriter u32(long value) {
    return u16((int) value).u16((int) (value >>> 16));
  }

  /** Bytes without a length. */
  PackedWriter raw(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  /** A length of 16 bits, then the bytes. */
  PackedWriter bytes(byte[] bytes) {
    return u16(bytes.length).raw(bytes);
  }

  PackedWriter string(String text) {
    return bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /** In the order of the privileges' numbers. */
  PackedWriter privileges(Map<Integer, Long> privileges) {
    u16(privileges.size());
    new TreeMap<>(privileges).forEach((privilege, end) -> u16(privilege).u32(end));
    return this;
  }

  byte[] toBytes() {
    return out.toByteArray();
  }
}
