package io.rtmkit.server.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.SslContext;
import io.rtmkit.protocol.Frames;
import io.rtmkit.protocol.v1.CloseCode;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the first bytes of a connection and builds the rest of its pipeline: framed TCP,
 * WebSocket, or TLS with either inside. One per connection; event loop only.
 */
final class PortDetector extends ByteToMessageDecoder {
  private static final Logger log = LoggerFactory.getLogger(PortDetector.class);
  private static final byte[] PREAMBLE = Frames.preamble();
  private static final byte[] HTTP_GET = {'G', 'E', 'T', ' '};

  /** A TLS record: type "handshake", then the major version, which is 3 in all versions of TLS. */
  private static final byte[] TLS_HELLO = {0x16, 0x03};

  /** A fatal "protocol version" alert: a TLS client reports it at once instead of waiting. */
  private static final byte[] TLS_ALERT = {0x15, 0x03, 0x01, 0x00, 0x02, 0x02, 0x46};

  private final ConnectionContext context;
  private final ServerTls tls;
  private final boolean insideTls;

  PortDetector(ConnectionContext context, ServerTls tls, boolean insideTls) {
    this.context = context;
    this.tls = tls;
    this.insideTls = insideTls;
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    if (startsWith(in, TLS_HELLO) && !insideTls) {
      startTls(ctx);
    } else if (startsWith(in, HTTP_GET)) {
      WebSocketUpgrade.addTo(ctx, context);
      ctx.pipeline().remove(this);
    } else if (startsWith(in, PREAMBLE)) {
      in.skipBytes(PREAMBLE.length);
      startTcp(ctx);
      ctx.pipeline().remove(this);
    } else if (!mayBecome(in, PREAMBLE)
        && !mayBecome(in, HTTP_GET)
        && (insideTls || !mayBecome(in, TLS_HELLO))) {
      in.skipBytes(in.readableBytes());
      startTcp(ctx)
          .close(
              CloseCode.CLOSE_CODE_PROTOCOL_ERROR,
              "a connection starts with the preamble of rtmkit.v1 or a WebSocket upgrade");
      ctx.pipeline().remove(this);
    }
  }

  private Connection startTcp(ChannelHandlerContext ctx) {
    FrameReader reader = new FrameReader(context.config().limits().loginBytes());
    Connection connection = new Connection(context, ctx.channel(), reader, false);
    ctx.pipeline().addLast(new TcpFrameDecoder(reader), connection);
    return connection;
  }

  private void startTls(ChannelHandlerContext ctx) {
    SslContext certificate = tls.context();
    if (certificate == null) {
      if (context.strangers().allows()) {
        log.info(
            "{} is closed: it speaks TLS, and tls.certificate is not set ({})",
            ctx.channel().remoteAddress(),
            CloseCode.CLOSE_CODE_TLS_NOT_ENABLED.getNumber());
      }
      ctx.writeAndFlush(Unpooled.wrappedBuffer(TLS_ALERT)).addListener(ChannelFutureListener.CLOSE);
      return;
    }
    ChannelPipeline pipeline = ctx.pipeline();
    pipeline.addLast(certificate.newHandler(ctx.alloc()), new PortDetector(context, tls, true));
    pipeline.remove(this);
  }

  private static boolean startsWith(ByteBuf in, byte[] start) {
    return in.readableBytes() >= start.length && mayBecome(in, start);
  }

  /** Whether all the bytes there are agree with the start. */
  private static boolean mayBecome(ByteBuf in, byte[] start) {
    int n = Math.min(in.readableBytes(), start.length);
    for (int i = 0; i < n; i++) {
      if (in.getByte(in.readerIndex() + i) != start[i]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    log.debug(
        "{} is lost before it said anything: {}", ctx.channel().remoteAddress(), cause.toString());
    ctx.close();
  }
}
