package io.rtmkit.loadtest.compare.dialect;

import io.netty.buffer.ByteBuf;

/** Numbers of seven bits a byte, as protocol buffers and MQTT write lengths. Stateless. */
final class Varint {
  private Varint() {}

  /** Length of a frame that begins with its length; -1 if it is not complete. */
  static int frameLength(ByteBuf in, int from, int end) {
    int length = 0;
    int shift = 0;
    for (int i = from; i < end; i++, shift += 7) {
      byte part = in.getByte(i);
      length |= (part & 0x7f) << shift;
      if (part >= 0) {
        int whole = i + 1 - from + length;
        return from + whole <= end ? whole : -1;
      }
    }
    return -1;
  }

  /** The index behind the number at an index. */
  static int skip(ByteBuf in, int from) {
    int i = from;
    while (in.getByte(i) < 0) {
      i++;
    }
    return i + 1;
  }

  /** The number at an index. */
  static long read(ByteBuf in, int from) {
    long value = 0;
    for (int i = from, shift = 0; ; i++, shift += 7) {
      byte part = in.getByte(i);
      value |= (part & 0x7fL) << shift;
      if (part >= 0) {
        return value;
      }
    }
  }

  static void write(ByteBuf out, int value) {
    int left = value;
    while (left >= 0x80) {
      out.writeByte(left | 0x80);
      left >>>= 7;
    }
    out.writeByte(left);
  }
}
