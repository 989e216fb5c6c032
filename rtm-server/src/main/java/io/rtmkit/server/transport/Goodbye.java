package io.rtmkit.server.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.ssl.SslHandler;
import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.protocol.v1.GoodbyePush;
import io.rtmkit.protocol.v1.Push;
import io.rtmkit.server.core.Wire;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * How the server ends a connection: the last frame, and hanging up so that it arrives. Stateless.
 */
final class Goodbye {
  private static final int DRAIN_RETRY_MS = 500;
  private static final int FLOOD_RETRY_MS = 3_000;

  /** A close frame has 125 bytes, two of them for the code (RFC 6455, 5.5). */
  private static final int MAX_REASON_BYTES = 123;

  private Goodbye() {}

  static byte[] encode(CloseCode code, String reason) {
    GoodbyePush body =
        GoodbyePush.newBuilder()
            .setCloseCode(code.getNumber())
            .setReason(reason)
            .setRetryAfterMs(retryAfterMs(code))
            .build();
    return Wire.encode(Push.newBuilder().setGoodbye(body).build());
  }

  static CloseWebSocketFrame frame(CloseCode code, String reason) {
    byte[] bytes = reason.getBytes(StandardCharsets.US_ASCII);
    String text =
        new String(
            Arrays.copyOf(bytes, Math.min(bytes.length, MAX_REASON_BYTES)),
            StandardCharsets.US_ASCII);
    return new CloseWebSocketFrame(code.getNumber(), text);
  }

  /**
   * Ends the stream towards the client, who then hangs up. Closing at once with unread bytes of the
   * client would reset the connection, and the goodbye would be lost. The connection sees to it
   * that the wait has an end.
   */
  static ChannelFutureListener hangUp(Channel channel) {
    return written -> {
      boolean tls = channel.pipeline().get(SslHandler.class) != null;
      if (written.isSuccess() && !tls && channel instanceof DuplexChannel duplex) {
        channel.config().setAutoRead(true); // to see the client hang up
        duplex.shutdownOutput();
      } else {
        channel.close();
      }
    };
  }

  private static int retryAfterMs(CloseCode code) {
    return switch (code) {
      case CLOSE_CODE_SERVER_DRAINING -> DRAIN_RETRY_MS;
      case CLOSE_CODE_TOO_MANY_REQUESTS -> FLOOD_RETRY_MS;
      default -> 0;
    };
  }
}
