package io.rtmkit.loadtest.compare.dialect;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the bytes of one connection into frames where they lie: no object for each, because drivers
 * and relays should cost as little as can be. Event loop only.
 */
public abstract class FrameCutter extends ChannelInboundHandlerAdapter {
  private @Nullable ByteBuf rest;

  /** As {@link Dialect#frameLength}. */
  protected abstract int frameLength(ByteBuf in, int from, int end);

  protected abstract void onFrame(ChannelHandlerContext ctx, ByteBuf in, int from, int length);

  /** All frames of one read have been given. */
  protected void onRead() {}

  @Override
  public final void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf in = (ByteBuf) message;
    if (rest != null) {
      rest.writeBytes(in);
      in.release();
      in = rest;
      rest = null;
    }
    int from = in.readerIndex();
    int end = in.writerIndex();
    while (from < end) {
      int length = frameLength(in, from, end);
      if (length < 0) {
        break;
      }
      onFrame(ctx, in, from, length);
      from += length;
    }
    if (from < end) {
      rest = ctx.alloc().directBuffer(2 * (end - from) + 1024).writeBytes(in, from, end - from);
    }
    in.release();
    onRead();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (rest != null) {
      rest.release();
      rest = null;
    }
  }
}
