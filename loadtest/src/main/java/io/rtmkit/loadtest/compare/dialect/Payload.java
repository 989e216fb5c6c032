package io.rtmkit.loadtest.compare.dialect;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.zip.CRC32;

/**
 * What every message carries: a mark, its sender, its number, when it was due, and a check sum. Its
 * place in a frame is remembered from the frame before, so that no protocol needs to be parsed down
 * to it. One thread.
 */
public final class Payload {
  private static final int MARK = 0x52_54_4d_7e;
  private static final int SENDER = 4;
  private static final int NUMBER = 8;
  private static final int DUE = 16;
  private static final int HEAD = 24;
  private static final int CHECK_SUM = 4;
  private static final int SAMPLED = 64;

  /** The smallest payload that there can be. */
  public static final int MIN_BYTES = HEAD + CHECK_SUM;

  private final ByteBuf bytes;
  private final CRC32 crc = new CRC32();
  private int place;

  /** Makes payloads of so many bytes. */
  public Payload(int size) {
    bytes = Unpooled.buffer(size, size);
    for (int i = 0; i < size; i++) {
      bytes.writeByte('a' + i % 26);
    }
    bytes.setInt(0, MARK);
  }

  /** The payload of a message; valid until the next call. */
  public ByteBuf of(int sender, long number, long dueNanos) {
    bytes.setInt(SENDER, sender);
    bytes.setLong(NUMBER, number);
    bytes.setLong(DUE, dueNanos);
    if (isSampled(number)) {
      bytes.setInt(bytes.capacity() - CHECK_SUM, checkSum(bytes, 0));
    }
    return bytes;
  }

  /** Where the payload starts in a frame; -1 if there is none. */
  public int find(ByteBuf in, int from, int length) {
    int last = from + length - bytes.capacity();
    if (from + place <= last && in.getInt(from + place) == MARK) {
      return from + place;
    }
    for (int i = from; i <= last; i++) {
      if (in.getInt(i) == MARK) {
        place = i - from;
        return i;
      }
    }
    return -1;
  }

  public int sender(ByteBuf in, int at) {
    return in.getInt(at + SENDER);
  }

  public long number(ByteBuf in, int at) {
    return in.getLong(at + NUMBER);
  }

  public long dueNanos(ByteBuf in, int at) {
    return in.getLong(at + DUE);
  }

  /** Whether the payload came as it was made; of most only the mark was looked at. */
  public boolean isWhole(ByteBuf in, int at) {
    return !isSampled(number(in, at))
        || in.getInt(at + bytes.capacity() - CHECK_SUM) == checkSum(in, at);
  }

  private static boolean isSampled(long number) {
    return number % SAMPLED == 0;
  }

  private int checkSum(ByteBuf from, int at) {
    crc.reset();
    crc.update(from.nioBuffer(at, bytes.capacity() - CHECK_SUM));
    return (int) crc.getValue();
  }
}
