package io.rtmkit.loadtest.compare.dialect;

import io.netty.buffer.ByteBuf;
import io.rtmkit.protocol.Frames;
import java.util.function.UnaryOperator;

/**
 * RTMKit's protocol over WebSocket: a message from the server holds one or more of the same frames,
 * so its header is passed over and the frames are read as they come over TCP. One thread.
 */
public final class RtmWebSocketDialect extends RtmDialect {
  private final WebSocket webSocket = new WebSocket();
  private String user = "";
  private int leftOfMessage;
  private boolean atHeader;

  public RtmWebSocketDialect(UnaryOperator<String> tokens, int heartbeatMillis) {
    super(tokens, heartbeatMillis);
  }

  @Override
  public void connect(ByteBuf out, String newUser) {
    user = newUser;
    WebSocket.upgrade(out, Frames.WEB_SOCKET_PATH, Frames.SUB_PROTOCOL);
  }

  @Override
  public void goOn(ByteBuf out) {
    login(out, user);
  }

  @Override
  void writeFrame(ByteBuf out, byte[] frame) {
    WebSocket.header(out, WebSocket.BINARY, frame.length);
    out.writeBytes(frame);
  }

  @Override
  public int frameLength(ByteBuf in, int from, int end) {
    atHeader = false;
    if (!webSocket.isOpen()) {
      return WebSocket.responseLength(in, from, end);
    }
    if (leftOfMessage == 0) {
      int header = WebSocket.headerLength(in, from, end);
      atHeader = header > 0;
      return header;
    }
    return super.frameLength(in, from, end);
  }

  @Override
  public Kind kind(ByteBuf in, int from, int length) {
    if (!webSocket.isOpen()) {
      return webSocket.open(in, from) ? Kind.GO_ON : Kind.REFUSED;
    }
    if (atHeader) {
      leftOfMessage = WebSocket.messageLength(in, from);
      return Kind.OTHER;
    }
    leftOfMessage -= length;
    return super.kind(in, from, length);
  }
}
