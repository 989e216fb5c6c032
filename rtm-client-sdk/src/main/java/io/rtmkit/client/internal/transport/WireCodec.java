package io.rtmkit.client.internal.transport;

import io.rtmkit.protocol.v1.Envelope;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How frames travel over one connection; one instance for each connection. */
interface WireCodec {
  /** Opens the conversation. Reader thread, before anything else. */
  void open(InputStream in, OutputStream out) throws IOException;

  /**
   * Waits for bytes and answers the frames that are complete with them, perhaps none; null at the
   * end of the connection. Reader thread.
   */
  @Nullable List<Envelope> read(InputStream in) throws IOException;

  /** The bytes to write for some joined frames. Writer thread. */
  byte[] wrap(byte[] frames);

  /** Why {@link #read} found the end. Reader thread. */
  String endReason();
}
