package io.rtmkit.loadtest.measure;

import com.google.protobuf.ByteString;
import io.rtmkit.protocol.v1.Content;
import io.rtmkit.protocol.v1.MessageType;
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
    byte[] bytes = new byte[size];
    for (int i = BYTES; i < size; i++) {
      bytes[i] = (byte) (sequence + i);
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    buffer.putInt(MAGIC).putInt(sender).putLong(sequence).putLong(intendedNanos);
    buffer.putInt(checksum(bytes));
    return bytes;
  }

  /** The content of a raw message with this payload; the size as in {@link #toBytes}. */
  public Content content(int size) {
    return Content.newBuilder()
        .setType(MessageType.MESSAGE_TYPE_RAW)
        .setPayload(ByteString.copyFrom(toBytes(size)))
        .build();
  }

  /** Reads a payload; null if it is not one that {@link #toBytes} wrote. */
  public static @Nullable Stamp parse(ByteBuffer payload) {
    byte[] bytes = new byte[payload.remaining()];
    payload.duplicate().get(bytes);
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    if (bytes.length < BYTES || buffer.getInt() != MAGIC) {
      return null;
    }
    Stamp stamp = new Stamp(buffer.getInt(), buffer.getLong(), buffer.getLong());
    int told = buffer.getInt();
    buffer.putInt(BYTES - Integer.BYTES, 0);
    return checksum(bytes) == told ? stamp : null;
  }

  /** Over all of it, with nothing where the checksum itself stands. */
  private static int checksum(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return (int) crc.getValue();
  }
}
