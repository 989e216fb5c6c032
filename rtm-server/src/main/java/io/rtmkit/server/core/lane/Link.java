package io.rtmkit.server.core.lane;

import io.rtmkit.protocol.v1.CloseCode;

/**
 * What the domain sees of a connection. Writing never blocks, never throws and never reorders; what
 * is written to a closed link is dropped. Frames are complete, with their length in front.
 */
public interface Link {
  /** The only lane that writes to this link. */
  Lane lane();

  /** Writes one frame; on the lane only. Sent when the lane's turn ends. */
  void write(byte[] frame);

  /** Writes frames shared with other links of the lane; on the lane only. */
  void write(JoinedFrames frames);

  /** Sends what was written; called by the lane at the end of its turn. */
  void flush();

  /**
   * Says goodbye and closes; from any thread. What was written before is sent first, as far as the
   * other side takes it within a second.
   */
  void close(CloseCode code, String reason);

  /** Somebody has logged in here, and may send what strangers may not; on the lane only. */
  default void admitted() {}

  /** When the last byte arrived, in the time of {@link System#nanoTime}; from any thread. */
  long lastReadNanos();

  /** Address of the other side, for the log. */
  String remoteAddress();
}
