package io.rtmkit.client.internal.transport;

import io.rtmkit.protocol.Frames;
import io.rtmkit.protocol.v1.Envelope;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Frames over a bare stream: the preamble, then frame after frame. Reader thread, except {@link
 * #wrap}.
 */
final class TcpCodec implements WireCodec {
  private final FrameBuffer buffer = new FrameBuffer();

  @Override
  public void open(InputStream in, OutputStream out) throws IOException {
    out.write(Frames.preamble());
    out.flush();
  }

  @Override
  public @Nullable List<Envelope> read(InputStream in) throws IOException {
    if (buffer.read(in, Integer.MAX_VALUE) >= 0) {
      return buffer.take();
    }
    if (!buffer.isEmpty()) {
      throw new EOFException("the stream ended inside a frame");
    }
    return null;
  }

  @Override
  public byte[] wrap(byte[] frames) {
    return frames;
  }

  @Override
  public String endReason() {
    return "the server closed the connection";
  }
}
