package io.rtmkit.loadtest.compare.dialect;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * What ws-server.js speaks: text "sub TOPIC" is answered with text; a binary message is one byte
 * with the length of the topic, the topic, and the payload that its subscribers get. One thread.
 */
public final class PlainWebSocketDialect implements Dialect {
  private final WebSocket webSocket = new WebSocket();

  @Override
  public void connect(ByteBuf out, String user) {
    WebSocket.upgrade(out, "/", "");
  }

  @Override
  public void subscribe(ByteBuf out, String topic) {
    String text = "sub " + topic;
    WebSocket.header(out, WebSocket.TEXT, text.length());
    out.writeCharSequence(text, StandardCharsets.US_ASCII);
  }

  @Override
  public void publish(ByteBuf out, String topic, ByteBuf payload) {
    WebSocket.header(out, WebSocket.BINARY, 1 + topic.length() + payload.readableBytes());
    out.writeByte(topic.length());
    out.writeCharSequence(topic, StandardCharsets.US_ASCII);
    out.writeBytes(payload, payload.readerIndex(), payload.readableBytes());
  }

  @Override
  public int frameLength(ByteBuf in, int from, int end) {
    if (!webSocket.isOpen()) {
      return WebSocket.responseLength(in, from, end);
    }
    int header = WebSocket.headerLength(in, from, end);
    if (header < 0) {
      return -1;
    }
    int length = header + WebSocket.messageLength(in, from);
    return end - from < length ? -1 : length;
  }

  @Override
  public Kind kind(ByteBuf in, int from, int length) {
    if (!webSocket.isOpen()) {
      return webSocket.open(in, from) ? Kind.ANSWER : Kind.REFUSED;
    }
    return switch (in.getByte(from) & 0xf) {
      case WebSocket.TEXT -> Kind.ANSWER;
      case WebSocket.BINARY -> Kind.MESSAGE;
      default -> Kind.OTHER;
    };
  }
}
