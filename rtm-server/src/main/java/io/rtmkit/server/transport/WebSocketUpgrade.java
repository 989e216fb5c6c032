package io.rtmkit.server.transport;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.rtmkit.protocol.Frames;
import io.rtmkit.server.config.WebSocketConfig;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The way from an HTTP request to a WebSocket connection. Checks path, sub-protocol and origin and
 * answers with a sentence what is wrong; then steps aside. One per connection; event loop only.
 */
final class WebSocketUpgrade extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final int MAX_LINE_BYTES = 2048;
  private static final int MAX_HEADER_BYTES = 8192;
  private static final int MAX_BODY_BYTES = 1024;

  private final WebSocketConfig webSocket;

  private WebSocketUpgrade(WebSocketConfig webSocket) {
    super(false);
    this.webSocket = webSocket;
  }

  /** Adds everything that leads to a WebSocket connection to the end of the pipeline. */
  static void addTo(ChannelHandlerContext ctx, ConnectionContext context) {
    WebSocketServerProtocolConfig config =
        WebSocketServerProtocolConfig.newBuilder()
            .websocketPath(Frames.WEB_SOCKET_PATH)
            .checkStartsWith(true) // a query behind the path is nobody's business
            .subprotocols(Frames.SUB_PROTOCOL)
            .maxFramePayloadLength(messageBytes(context))
            .allowExtensions(false)
            .build();
    ctx.pipeline()
        .addLast(
            new HttpServerCodec(MAX_LINE_BYTES, MAX_HEADER_BYTES, MAX_BODY_BYTES),
            new HttpObjectAggregator(MAX_BODY_BYTES),
            new WebSocketUpgrade(context.config().webSocket()),
            new WebSocketFrameBudget(context.config().rates().frames(), context.clock()),
            new WebSocketServerProtocolHandler(config),
            new AfterHandshake(context));
  }

  /** A message holds at least one frame of the largest size. */
  private static int messageBytes(ConnectionContext context) {
    return context.config().limits().frameBytes() + Frames.MAX_LENGTH_BYTES;
  }

  /** Only from the handshake on is there a connection that can be written to. */
  private static final class AfterHandshake extends ChannelInboundHandlerAdapter {
    private final ConnectionContext context;

    AfterHandshake(ConnectionContext context) {
      this.context = context;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
      if (event instanceof WebSocketServerProtocolHandler.HandshakeComplete) {
        FrameReader reader = new FrameReader(context.config().limits().loginBytes());
        ctx.pipeline()
            .addLast(
                new WebSocketFrameAggregator(messageBytes(context)),
                new WebSocketFrameDecoder(reader),
                new Connection(context, ctx.channel(), reader, true));
        ctx.pipeline().remove(this);
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      ctx.close(); // before the handshake there is nothing to say
    }
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
    String problem = findProblem(request);
    if (problem == null) {
      ctx.pipeline().remove(this);
      ctx.fireChannelRead(request);
      return;
    }
    boolean wrongPath = !isOurPath(request);
    request.release();
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            wrongPath ? HttpResponseStatus.NOT_FOUND : HttpResponseStatus.BAD_REQUEST,
            Unpooled.copiedBuffer(problem + "\n", StandardCharsets.US_ASCII));
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, "text/plain")
        .set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes())
        .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
  }

  private @Nullable String findProblem(FullHttpRequest request) {
    if (!isOurPath(request)) {
      return "This is RTMKit. Its WebSocket endpoint is " + Frames.WEB_SOCKET_PATH + ".";
    }
    if (!request.headers().containsValue(HttpHeaderNames.UPGRADE, "websocket", true)) {
      return "This endpoint speaks WebSocket only.";
    }
    String offered = request.headers().get(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, "");
    if (Arrays.stream(offered.split(","))
        .map(String::trim)
        .noneMatch(Frames.SUB_PROTOCOL::equals)) {
      return "The client must offer the sub-protocol " + Frames.SUB_PROTOCOL + ".";
    }
    String origin = request.headers().get(HttpHeaderNames.ORIGIN);
    if (origin != null && !webSocket.allows(origin)) {
      return "This origin is not in web-socket.allowed-origins.";
    }
    return null;
  }

  private static boolean isOurPath(FullHttpRequest request) {
    return new QueryStringDecoder(request.uri()).rawPath().equals(Frames.WEB_SOCKET_PATH);
  }
}
