package io.rtmkit.loadtest.compare.dialect;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** MQTT 3.1.1 at QoS 0, clean sessions. One thread. */
public final class MqttDialect implements Dialect {
  private static final int KEEP_ALIVE_SECONDS = 60;
  private static final int CONNECT = 0x10;
  private static final int CONNECT_ANSWER = 2;
  private static final int PUBLISH = 0x30;
  private static final int PUBLISHED = 3;
  private static final int SUBSCRIBE = 0x82;
  private static final int SUBSCRIBE_ANSWER = 9;
  private static final int PING = 0xc0;
  private static final int CLEAN_SESSION = 2;
  private static final int VERSION = 4;
  private static final int STRING_HEAD = 2;

  @Override
  public void connect(ByteBuf out, String user) {
    int headLength = STRING_HEAD + "MQTT".length() + 4;
    out.writeByte(CONNECT);
    Varint.write(out, headLength + STRING_HEAD + user.length());
    string(out, "MQTT");
    out.writeByte(VERSION).writeByte(CLEAN_SESSION).writeShort(KEEP_ALIVE_SECONDS);
    string(out, user);
  }

  private static void string(ByteBuf out, String text) {
    out.writeShort(text.length());
    out.writeCharSequence(text, StandardCharsets.US_ASCII);
  }

  @Override
  public void subscribe(ByteBuf out, String topic) {
    out.writeByte(SUBSCRIBE);
    Varint.write(out, 2 + STRING_HEAD + topic.length() + 1);
    out.writeShort(1);
    string(out, topic);
    out.writeByte(0);
  }

  @Override
  public void publish(ByteBuf out, String topic, ByteBuf payload) {
    out.writeByte(PUBLISH);
    Varint.write(out, STRING_HEAD + topic.length() + payload.readableBytes());
    string(out, topic);
    out.writeBytes(payload, payload.readerIndex(), payload.readableBytes());
  }

  @Override
  public void keepAlive(ByteBuf out) {
    out.writeByte(PING).writeByte(0);
  }

  @Override
  public int keepAliveMillis() {
    return KEEP_ALIVE_SECONDS * 1_000;
  }

  @Override
  public int frameLength(ByteBuf in, int from, int end) {
    int length = Varint.frameLength(in, from + 1, end);
    return length < 0 ? -1 : length + 1;
  }

  @Override
  public Kind kind(ByteBuf in, int from, int length) {
    return switch ((in.getByte(from) & 0xff) >> 4) {
      case PUBLISHED -> Kind.MESSAGE;
      case CONNECT_ANSWER -> in.getByte(from + length - 1) == 0 ? Kind.ANSWER : Kind.REFUSED;
      case SUBSCRIBE_ANSWER -> Kind.ANSWER;
      default -> Kind.OTHER;
    };
  }
}
