package io.rtmkit.server.webhook;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * One record of an {@link EventLog}. Immutable. In the file: length of the content and checksum of
 * all that follows (4 bytes each), number, time (8 bytes each), content.
 */
final class LogRecord {
  static final int HEADER_BYTES = 24;
  static final int LARGEST = 1 << 20;
  private static final int CHECKED_FROM = 8;

  private final long seq;
  private final long atMs;
  private final byte[] content;

  LogRecord(long seq, long atMs, byte[] content) {
    this.seq = seq;
    this.atMs = atMs;
    this.content = content;
  }

  /** Its number in the log; they count up without gaps. */
  long seq() {
    return seq;
  }

  /** Unix time from which its age counts. */
  long atMs() {
    return atMs;
  }

  byte[] content() {
    return content;
  }

  int size() {
    return HEADER_BYTES + content.length;
  }

  ByteBuffer encode() {
    ByteBuffer bytes = ByteBuffer.allocate(size());
    bytes.putInt(content.length).putInt(0).putLong(seq).putLong(atMs).put(content);
    bytes.putInt(4, checksum(bytes.array(), 0, content.length));
    return bytes.flip();
  }

  /** Reads one record and moves on; null if there is none that is whole. */
  static @Nullable LogRecord decode(ByteBuffer from) {
    if (from.remaining() < HEADER_BYTES) {
      return null;
    }
    int start = from.position();
    int length = from.getInt(start);
    if (length < 0 || length > LARGEST || from.remaining() < HEADER_BYTES + length) {
      return null;
    }
    if (from.getInt(start + 4) != checksum(from.array(), from.arrayOffset() + start, length)) {
      return null;
    }
    byte[] content = new byte[length];
    from.position(start + HEADER_BYTES).get(content);
    return new LogRecord(from.getLong(start + 8), from.getLong(start + 16), content);
  }

  private static int checksum(byte[] bytes, int start, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, start + CHECKED_FROM, HEADER_BYTES - CHECKED_FROM + length);
    return (int) crc.getValue();
  }
}
