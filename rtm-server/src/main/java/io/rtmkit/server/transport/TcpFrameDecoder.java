package io.rtmkit.server.transport;

import com.google.protobuf.MessageLite;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/** Requests and acks out of a TCP stream. One per connection; event loop only. */
final class TcpFrameDecoder extends ByteToMessageDecoder {
  private final FrameReader reader;

  TcpFrameDecoder(FrameReader reader) {
    this.reader = reader;
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out)
      throws BadFrameException {
    MessageLite message = reader.read(in);
    if (message != null) {
      out.add(message);
    }
  }
}
