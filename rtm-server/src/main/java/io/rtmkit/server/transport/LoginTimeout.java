package io.rtmkit.server.transport;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.util.concurrent.Future;
import io.rtmkit.protocol.v1.CloseCode;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection on which nobody logs in, whatever else arrives: TLS, preamble, upgrade and
 * login together have this time. First in the pipeline until the login; event loop only.
 */
final class LoginTimeout extends ChannelInboundHandlerAdapter {
  private final Duration after;
  private @Nullable Future<?> timer;

  LoginTimeout(Duration after) {
    this.after = after;
  }

  static void cancel(ChannelPipeline pipeline) {
    if (pipeline.get(LoginTimeout.class) != null) {
      pipeline.remove(LoginTimeout.class);
    }
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    timer = ctx.executor().schedule(() -> expired(ctx), after.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    if (timer != null) {
      timer.cancel(false);
    }
  }

  private void expired(ChannelHandlerContext ctx) {
    Connection connection = ctx.pipeline().get(Connection.class);
    if (connection == null) {
      ctx.close();
    } else {
      connection.close(
          CloseCode.CLOSE_CODE_LOGIN_TIMEOUT, "no login within " + after.toMillis() + " ms");
    }
  }
}
