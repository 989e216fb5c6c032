package io.rtmkit.loadtest.compare.dialect;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** The text protocol of NATS; PING and PONG tell that what came before was done. One thread. */
public final class NatsDialect implements Dialect {
  private static final int LINE_END = 2;

  @Override
  public void connect(ByteBuf out, String user) {
    write(
        out,
        "CONNECT {\"verbose\":false,\"pedantic\":false,\"name\":\"" + user + "\"}\r\nPING\r\n");
  }

  private static void write(ByteBuf out, String text) {
    out.writeCharSequence(text, StandardCharsets.US_ASCII);
  }

  @Override
  public void subscribe(ByteBuf out, String topic) {
    write(out, "SUB " + topic + " 1\r\nPING\r\n");
  }

  @Override
  public void publish(ByteBuf out, String topic, ByteBuf payload) {
    write(out, "PUB " + topic + " " + payload.readableBytes() + "\r\n");
    out.writeBytes(payload, payload.readerIndex(), payload.readableBytes());
    write(out, "\r\n");
  }

  @Override
  public void pong(ByteBuf out) {
    write(out, "PONG\r\n");
  }

  @Override
  public int frameLength(ByteBuf in, int from, int end) {
    int newLine = in.indexOf(from, end, (byte) '\n');
    if (newLine < 0) {
      return -1;
    }
    int line = newLine + 1 - from;
    if (in.getByte(from) != 'M') {
      return line;
    }
    int size = 0;
    int factor = 1;
    for (int i = newLine - LINE_END; in.getByte(i) != ' '; i--) {
      size += (in.getByte(i) - '0') * factor;
      factor *= 10;
    }
    int length = line + size + LINE_END;
    return from + length <= end ? length : -1;
  }

  @Override
  public Kind kind(ByteBuf in, int from, int length) {
    return switch (in.getByte(from)) {
      case 'M' -> Kind.MESSAGE;
      case '-' -> Kind.REFUSED;
      case 'P' -> in.getByte(from + 1) == 'O' ? Kind.ANSWER : Kind.PING;
      default -> Kind.OTHER;
    };
  }
}
