package io.rtmkit.server.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.rtmkit.protocol.v1.Envelope;
import java.util.List;

/** Envelopes out of a TCP stream. One per connection; event loop only. */
final class TcpFrameDecoder extends ByteToMessageDecoder {
  private final FrameReader reader;

  TcpFrameDecoder(FrameReader reader) {
    this.reader = reader;
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out)
      throws BadFrameException {
    Envelope envelope = reader.read(in);
    if (envelope != null) {
      out.add(envelope);
    }
  }
}
