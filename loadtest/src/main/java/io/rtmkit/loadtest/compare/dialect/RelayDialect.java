package io.rtmkit.loadtest.compare.dialect;

import io.netty.buffer.ByteBuf;

/**
 * What the bare relays speak: the framing of RTMKit, then a letter. L logs in and S subscribes,
 * both are answered A; P publishes, and the subscribers get the same bytes. One thread.
 */
public final class RelayDialect implements Dialect {
  public static final byte LOGIN = 'L';
  public static final byte SUBSCRIBE = 'S';
  public static final byte PUBLISH = 'P';
  public static final byte ANSWER = 'A';

  private static final int TOPIC_BYTES = 4;

  @Override
  public void connect(ByteBuf out, String user) {
    Varint.write(out, 1);
    out.writeByte(LOGIN);
  }

  @Override
  public void subscribe(ByteBuf out, String topic) {
    Varint.write(out, 1 + TOPIC_BYTES);
    out.writeByte(SUBSCRIBE).writeInt(topic.hashCode());
  }

  @Override
  public void publish(ByteBuf out, String topic, ByteBuf payload) {
    Varint.write(out, 1 + TOPIC_BYTES + payload.readableBytes());
    out.writeByte(PUBLISH).writeInt(topic.hashCode());
    out.writeBytes(payload, payload.readerIndex(), payload.readableBytes());
  }

  @Override
  public int frameLength(ByteBuf in, int from, int end) {
    return Varint.frameLength(in, from, end);
  }

  /** Length of the frame at an index, for the relay itself. */
  public static int lengthOf(ByteBuf in, int from, int end) {
    return Varint.frameLength(in, from, end);
  }

  /** Where the letter of the frame at an index is. */
  public static int letterAt(ByteBuf in, int from) {
    return Varint.skip(in, from);
  }

  @Override
  public Kind kind(ByteBuf in, int from, int length) {
    return in.getByte(Varint.skip(in, from)) == PUBLISH ? Kind.MESSAGE : Kind.ANSWER;
  }
}
