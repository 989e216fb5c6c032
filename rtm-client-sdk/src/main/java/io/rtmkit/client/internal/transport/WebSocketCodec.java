package io.rtmkit.client.internal.transport;

import io.rtmkit.protocol.Frames;
import io.rtmkit.protocol.Limits;
import io.rtmkit.protocol.v1.Envelope;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
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
  // The message that is arriving in pieces.
  private final ByteArrayOutputStream message = new ByteArrayOutputStream();
  private boolean insideMessage;
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
    WebSocketFrame frame = WebSocketFrame.read(in, MAX_MESSAGE_BYTES - message.size());
    if (frame.opcode == WebSocketFrame.CLOSE) {
      onClose(frame.payload);
      return null;
    }
    if (frame.opcode == WebSocketFrame.PING) {
      outbox.addControl(WebSocketFrame.encode(WebSocketFrame.PONG, frame.payload, newMask()));
    }
    if (frame.isControl()) {
      return Collections.emptyList();
    }
    boolean fits =
        insideMessage
            ? frame.opcode == WebSocketFrame.CONTINUATION
            : frame.opcode == WebSocketFrame.BINARY;
    if (!fits) {
      throw new IOException("WebSocket frame with opcode " + frame.opcode + " out of place");
    }
    message.write(frame.payload, 0, frame.payload.length);
    insideMessage = !frame.last;
    return insideMessage ? Collections.<Envelope>emptyList() : takeMessage();
  }

  @Override
  public byte[] wrap(byte[] frames) {
    return WebSocketFrame.encode(WebSocketFrame.BINARY, frames, newMask());
  }

  @Override
  public String endReason() {
    return endReason;
  }

  private List<Envelope> takeMessage() throws IOException {
    InputStream bytes = new ByteArrayInputStream(message.toByteArray());
    message.reset();
    List<Envelope> frames = new ArrayList<>();
    Envelope next = Frames.read(bytes, Limits.SERVER_FRAME_BYTES);
    while (next != null) {
      frames.add(next);
      next = Frames.read(bytes, Limits.SERVER_FRAME_BYTES);
    }
    return frames;
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
