package io.rtmkit.client.internal.transport;

import io.rtmkit.protocol.Limits;
import io.rtmkit.protocol.v1.Envelope;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Frames inside binary WebSocket messages. Reader thread, except {@link #wrap}. */
final class WebSocketCodec implements WireCodec {
  // A server joins frames into one message; far more than it ever joins is an attack.
  private static final int MAX_MESSAGE_BYTES = 16 * Limits.SERVER_FRAME_BYTES;

  private final ServerAddress address;
  private final Outbox outbox;
  private final SecureRandom random = new SecureRandom();
  private final FrameBuffer buffer = new FrameBuffer();

  // The message that is arriving, and the piece of it that is.
  private boolean insideMessage;
  private int messageBytes;
  private boolean moreFollows;
  private int payloadLeft;

  private String endReason = "the server closed the connection";

  WebSocketCodec(ServerAddress address, Outbox outbox) {
    this.address = address;
    this.outbox = outbox;
  }

  @Override
  public void open(InputStream in, OutputStream out) throws IOException {
    WebSocketHandshake.perform(address, random, in, out);
  }

  @Override
  public @Nullable List<Envelope> read(InputStream in) throws IOException {
    if (payloadLeft == 0) {
      WebSocketFrame frame = WebSocketFrame.read(in, MAX_MESSAGE_BYTES - messageBytes);
      if (frame.isControl()) {
        return onControl(frame.opcode, frame.readPayload(in));
      }
      begin(frame);
    }
    if (payloadLeft > 0) {
      int n = buffer.read(in, payloadLeft);
      if (n < 0) {
        throw new EOFException("the stream ended inside a WebSocket frame");
      }
      payloadLeft -= n;
    }
    List<Envelope> frames = buffer.take();
    if (payloadLeft == 0 && !moreFollows) {
      endMessage();
    }
    return frames;
  }

  @Override
  public byte[] wrap(byte[] frames) {
    return WebSocketFrame.encode(WebSocketFrame.BINARY, frames, newMask());
  }

  @Override
  public String endReason() {
    return endReason;
  }

  private void begin(WebSocketFrame frame) throws IOException {
    boolean fits =
        insideMessage
            ? frame.opcode == WebSocketFrame.CONTINUATION
            : frame.opcode == WebSocketFrame.BINARY;
    if (!fits) {
      throw new IOException("WebSocket frame with opcode " + frame.opcode + " out of place");
    }
    insideMessage = true;
    moreFollows = !frame.last;
    messageBytes += frame.length;
    payloadLeft = frame.length;
  }

  private void endMessage() throws IOException {
    if (!buffer.isEmpty()) {
      throw new IOException("a WebSocket message ended inside a frame");
    }
    insideMessage = false;
    messageBytes = 0;
  }

  private @Nullable List<Envelope> onControl(int opcode, byte[] payload) {
    if (opcode == WebSocketFrame.CLOSE) {
      onClose(payload);
      return null;
    }
    if (opcode == WebSocketFrame.PING) {
      outbox.addControl(WebSocketFrame.encode(WebSocketFrame.PONG, payload, newMask()));
    }
    return Collections.emptyList();
  }

  private void onClose(byte[] payload) {
    outbox.addControl(WebSocketFrame.encode(WebSocketFrame.CLOSE, payload, newMask()));
    if (payload.length >= 2) {
      int code = (payload[0] & 0xff) << 8 | (payload[1] & 0xff);
      String text = new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8);
      endReason = "the server closed the WebSocket: " + code + " " + text;
    }
  }

  private byte[] newMask() {
    byte[] mask = new byte[4];
    random.nextBytes(mask);
    return mask;
  }
}
