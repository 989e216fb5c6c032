package io.rtmkit.client.internal.transport;

import io.rtmkit.protocol.Frames;
import io.rtmkit.protocol.Limits;
import io.rtmkit.protocol.v1.Envelope;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Frames over a bare stream: the preamble, then frame after frame. Stateless. */
final class TcpCodec implements WireCodec {
  private static final int MAX_BATCH = 256;

  @Override
  public void open(InputStream in, OutputStream out) throws IOException {
    out.write(Frames.preamble());
    out.flush();
  }

  @Override
  public @Nullable List<Envelope> read(InputStream in) throws IOException {
    List<Envelope> batch = new ArrayList<>();
    do {
      Envelope envelope = Frames.read(in, Limits.SERVER_FRAME_BYTES);
      if (envelope == null) {
        return batch.isEmpty() ? null : batch;
      }
      batch.add(envelope);
    } while (batch.size() < MAX_BATCH && hasMore(in));
    return batch;
  }

  @Override
  public byte[] wrap(byte[] frames) {
    return frames;
  }

  @Override
  public String endReason() {
    return "the server closed the connection";
  }

  // A connection that breaks here must not take the frames with it that have already come.
  private static boolean hasMore(InputStream in) {
    try {
      return in.available() > 0;
    } catch (IOException e) {
      return false;
    }
  }
}
