package io.rtmkit.server.core;

import io.rtmkit.protocol.Frames;
import io.rtmkit.protocol.v1.Envelope;
import io.rtmkit.protocol.v1.Push;
import io.rtmkit.protocol.v1.Reply;

/**
 * Encodes what the server sends; the only place that does, but for {@link HotFrames} and what is
 * sent most often. Stateless.
 */
public final class Wire {
  private Wire() {}

  /** Encodes a reply as a complete frame. */
  public static byte[] encode(Reply reply) {
    return Frames.encode(Envelope.newBuilder().setReply(reply).build());
  }

  /** Encodes a push as a complete frame. */
  public static byte[] encode(Push push) {
    return Frames.encode(Envelope.newBuilder().setPush(push).build());
  }
}
