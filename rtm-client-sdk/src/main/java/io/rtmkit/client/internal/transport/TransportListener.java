package io.rtmkit.client.internal.transport;

import io.rtmkit.protocol.v1.Envelope;
import java.io.IOException;
import java.util.List;

/** What a {@link Transport} tells, always on its reader thread. */
public interface TransportListener {
  /** The connection stands, all handshakes done; told once, before any frame. */
  void onOpen();

  /**
   * Frames arrived, as many as were there and at least one. May block: nothing more is read in that
   * time, and it does not count as silence of the server.
   */
  void onFrames(List<Envelope> frames) throws IOException, InterruptedException;

  /** The connection ended or never came to be; told once and last, whoever ended it. */
  void onClosed(String why);
}
