package io.rtmkit.loadtest.measure;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * What a message of a load says: who sent it, as which one, when it was due, and a checksum over
 * all of it. Immutable.
 *
 * @param sender number of the stream that the message belongs to
 * @param sequence place in that stream, from 1
 * @param intendedNanos in System.nanoTime of this process
 */
public record Stamp(int sender, long sequence, long intendedNanos) {
  /** The smallest payload. */
  public static final int BYTES = 28;

  private static final int MAGIC = 0x52544d42;

  /**
   * The payload.
   *
   * @param size at least {@link #BYTES}; the rest is filled
   */
  public byte[] toBytes(int size) {
    ByteBuffer buffer = ByteBuffer.allocate(size);
    buffer.putInt(MAGIC).putInt(sender).putLong(sequence).putLong(intendedNanos);
    for (int i = BYTES; i < size; i++) {
      buffer.put(i, (byte) (sequence + i));
    }
    buffer.putInt(BYTES - Integer.BYTES, checksum(buffer));
    return buffer.array();
  }

  /** Reads a payload; null if it is not one that {@link #toBytes} wrote. */
  public static @Nullable Stamp parse(ByteBuffer payload) {
    ByteBuffer copy = ByteBuffer.allocate(payload.remaining()).put(payload.duplicate()).flip();
    if (copy.remaining() < BYTES || copy.getInt(0) != MAGIC) {
      return null;
    }
    int told = copy.getInt(BYTES - Integer.BYTES);
    copy.putInt(BYTES - Integer.BYTES, 0);
    return checksum(copy) == told
        ? new Stamp(copy.getInt(4), copy.getLong(8), copy.getLong(16))
        : null;
  }

  private static int checksum(ByteBuffer buffer) {
    CRC32 crc = new CRC32();
    crc.update(buffer.array(), 0, buffer.capacity());
    return (int) crc.getValue();
  }
}
