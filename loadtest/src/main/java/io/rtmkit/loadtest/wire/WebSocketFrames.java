package io.rtmkit.loadtest.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.MessageToMessageCodec;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.rtmkit.protocol.Frames;
import io.rtmkit.protocol.Limits;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;

/** Between the frames of rtmkit.v1 and the messages of a WebSocket. Called on its event loop. */
final class WebSocketFrames extends MessageToMessageCodec<BinaryWebSocketFrame, ByteBuf> {
  private static final int HANDSHAKE_BYTES = 8 * 1024;

  static void addTo(ChannelPipeline pipeline, InetSocketAddress address) {
    String host = address.getHostString() + ":" + address.getPort();
    WebSocketClientProtocolConfig config =
        WebSocketClientProtocolConfig.newBuilder()
            .webSocketUri(URI.create("ws://" + host + Frames.WEB_SOCKET_PATH))
            .subprotocol(Frames.SUB_PROTOCOL)
            .maxFramePayloadLength(Limits.SERVER_FRAME_BYTES + Frames.MAX_LENGTH_BYTES)
            .build();
    pipeline.addLast(
        new HttpClientCodec(),
        new HttpObjectAggregator(HANDSHAKE_BYTES),
        new WebSocketClientProtocolHandler(config),
        new WebSocketFrames());
  }

  @Override
  protected void encode(ChannelHandlerContext ctx, ByteBuf frame, List<Object> out) {
    out.add(new BinaryWebSocketFrame(frame.retain()));
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, BinaryWebSocketFrame frame, List<Object> out) {
    out.add(frame.content().retain());
  }
}
