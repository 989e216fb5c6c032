package io.rtmkit.loadtest.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.rtmkit.protocol.Frames;
import io.rtmkit.protocol.Limits;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One connection of a client: takes the frames apart. Called on its event loop. */
final class WireLink extends ByteToMessageDecoder {
  private final WireClient client;
  private final boolean webSocket;
  private @Nullable ChannelHandlerContext context;
  private boolean flushDue;

  WireLink(WireClient client, boolean webSocket) {
    this.client = client;
    this.webSocket = webSocket;
  }

  EventLoop loop() {
    return client.loop();
  }

  @Override
  protected void handlerRemoved0(ChannelHandlerContext ctx) {
    context = null;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    context = ctx;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    if (!webSocket) {
      write(Frames.preamble());
      client.onOpen(this);
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
      client.onOpen(this);
    }
  }

  /** Writes a frame, to be flushed. */
  void write(byte[] frame) {
    if (context != null) {
      context.write(Unpooled.wrappedBuffer(frame), context.voidPromise());
    }
  }

  void flush() {
    if (context != null) {
      context.flush();
    }
  }

  /** Flushes once for everything that this turn of the event loop writes. */
  void flushSoon() {
    if (!flushDue) {
      flushDue = true;
      loop()
          .execute(
              () -> {
                flushDue = false;
                flush();
              });
    }
  }

  void close() {
    if (context != null) {
      context.close();
    }
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
    in.markReaderIndex();
    int length = 0;
    for (int shift = 0; in.isReadable(); shift += 7) {
      int part = in.readByte();
      length |= (part & 0x7f) << shift;
      if (length > Limits.SERVER_FRAME_BYTES || shift > 21) {
        throw new CorruptedFrameException("a frame of " + length + " bytes");
      }
      if (part >= 0) {
        if (in.readableBytes() >= length) {
          client.onEnvelope(this, Frames.decode(in.readSlice(length).nioBuffer()));
          return;
        }
        break;
      }
    }
    in.resetReaderIndex();
  }

  /** Everything that one read brought has been taken: one ack for all of it. */
  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) throws Exception {
    client.onReadComplete(this);
    super.channelReadComplete(ctx);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) throws Exception {
    super.channelInactive(ctx);
    client.onClosed(this, "the server closed the connection");
  }

  /** The connection did not come about. */
  void onConnectFailed(Throwable cause) {
    client.onClosed(this, String.valueOf(cause.getMessage()));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    client.onClosed(this, String.valueOf(cause.getMessage()));
    ctx.close();
  }
}
