package io.rtmkit.loadtest.forward;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.function.Consumer;

/** One direction of a connection that is passed on. Called on the forwarder's event loop. */
final class Pump extends ChannelInboundHandlerAdapter {
  private final Channel from;
  private final Channel to;
  private final Consumer<Pump> onEnd;
  private boolean held;

  Pump(Channel from, Channel to, Consumer<Pump> onEnd) {
    this.from = from;
    this.to = to;
    this.onEnd = onEnd;
  }

  void begin(boolean holding) {
    from.pipeline().addLast(this);
    from.closeFuture().addListener(closed -> ended());
    hold(holding);
  }

  void hold(boolean hold) {
    held = hold;
    update();
  }

  /** Ends both directions without waiting for what is on its way. */
  void cut() {
    from.close();
    to.close();
  }

  /** What cannot be passed on is not read. */
  private void update() {
    from.config().setAutoRead(!held && to.isWritable());
  }

  private void ended() {
    onEnd.accept(this);
    if (to.isActive()) {
      to.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    to.writeAndFlush(message);
    update();
  }

  /** This side can be written to again, so the other may be read. */
  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    Pump other = to.pipeline().get(Pump.class);
    if (other != null) {
      other.update();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }
}
