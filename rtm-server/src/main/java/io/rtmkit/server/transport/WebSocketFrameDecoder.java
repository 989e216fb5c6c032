package io.rtmkit.server.transport;

import com.google.protobuf.MessageLite;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToMessageDecoder;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.rtmkit.protocol.v1.CloseCode;
import java.util.List;

/** Requests and acks out of binary WebSocket messages. One per connection; event loop only. */
final class WebSocketFrameDecoder extends MessageToMessageDecoder<WebSocketFrame> {
  private final FrameReader reader;

  WebSocketFrameDecoder(FrameReader reader) {
    super(WebSocketFrame.class);
    this.reader = reader;
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, WebSocketFrame message, List<Object> out)
      throws BadFrameException {
    if (!(message instanceof BinaryWebSocketFrame)) {
      throw new BadFrameException(
          CloseCode.CLOSE_CODE_PROTOCOL_ERROR, "only binary WebSocket messages are understood");
    }
    ByteBuf in = message.content();
    while (in.isReadable()) {
      MessageLite said = reader.read(in);
      if (said == null) {
        throw new BadFrameException(
            CloseCode.CLOSE_CODE_PROTOCOL_ERROR, "a WebSocket message ends inside a frame");
      }
      out.add(said);
    }
  }
}
