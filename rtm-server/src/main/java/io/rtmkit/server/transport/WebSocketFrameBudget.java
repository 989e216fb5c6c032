package io.rtmkit.server.transport;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import io.rtmkit.server.config.Rate;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.session.RateBucket;

/**
 * Counts the WebSocket frames that carry no requests (pings, pongs, fragments), which are answered
 * or swallowed before anything else counts them; closes a connection that floods. Event loop only.
 */
final class WebSocketFrameBudget extends ChannelInboundHandlerAdapter {
  private final RateBucket budget;
  private final Clock clock;

  WebSocketFrameBudget(Rate rate, Clock clock) {
    this.budget = new RateBucket(rate);
    this.clock = clock;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    boolean counted =
        message instanceof WebSocketFrame frame
            && !(frame instanceof BinaryWebSocketFrame && frame.isFinalFragment());
    if (counted && budget.take(clock.nanoTime()) > 0) {
      ReferenceCountUtil.release(message);
      ctx.close();
    } else {
      ctx.fireChannelRead(message);
    }
  }
}
