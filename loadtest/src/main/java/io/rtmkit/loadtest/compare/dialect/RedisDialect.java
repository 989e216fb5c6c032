package io.rtmkit.loadtest.compare.dialect;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** RESP 2 of Redis: PING, SUBSCRIBE and PUBLISH. One thread. */
public final class RedisDialect implements Dialect {
  private static final int SIZE_OF_TYPE = 7; // "message", which a subscription's answer has not
  private static final int TYPE_SIZE_AT = 5; // behind "*3\r\n$"

  @Override
  public void connect(ByteBuf out, String user) {
    command(out, "PING");
  }

  private static void command(ByteBuf out, String... words) {
    StringBuilder text = new StringBuilder("*" + words.length + "\r\n");
    for (String word : words) {
      text.append('$').append(word.length()).append("\r\n").append(word).append("\r\n");
    }
    out.writeCharSequence(text, StandardCharsets.US_ASCII);
  }

  @Override
  public void subscribe(ByteBuf out, String topic) {
    command(out, "SUBSCRIBE", topic);
  }

  @Override
  public void publish(ByteBuf out, String topic, ByteBuf payload) {
    String head =
        "*3\r\n$7\r\nPUBLISH\r\n$%d\r\n%s\r\n$%d\r\n"
            .formatted(topic.length(), topic, payload.readableBytes());
    out.writeCharSequence(head, StandardCharsets.US_ASCII);
    out.writeBytes(payload, payload.readerIndex(), payload.readableBytes());
    out.writeShort(('\r' << 8) | '\n');
  }

  @Override
  public int frameLength(ByteBuf in, int from, int end) {
    int lineEnd = in.indexOf(from, end, (byte) '\n');
    if (lineEnd < 0) {
      return -1;
    }
    int at = lineEnd + 1;
    if (in.getByte(from) == '*') {
      for (int parts = number(in, from + 1); parts > 0; parts--) {
        lineEnd = at < end ? in.indexOf(at, end, (byte) '\n') : -1;
        if (lineEnd < 0) {
          return -1;
        }
        at = in.getByte(at) == '$' ? lineEnd + 1 + number(in, at + 1) + 2 : lineEnd + 1;
      }
    }
    return at <= end ? at - from : -1;
  }

  private static int number(ByteBuf in, int from) {
    int value = 0;
    for (int i = from; in.getByte(i) != '\r'; i++) {
      value = value * 10 + in.getByte(i) - '0';
    }
    return value;
  }

  @Override
  public Kind kind(ByteBuf in, int from, int length) {
    return switch (in.getByte(from)) {
      case '+' -> Kind.ANSWER;
      case '-' -> Kind.REFUSED;
      case '*' -> number(in, from + TYPE_SIZE_AT) == SIZE_OF_TYPE ? Kind.MESSAGE : Kind.ANSWER;
      default -> Kind.OTHER;
    };
  }
}
