package io.rtmkit.server.core.port;

import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.protocol.v1.Request;

/**
 * What is told to whoever measures the server. Called on the hot path, from any thread, sometimes
 * under a monitor: an implementation only counts, and takes no lock and no memory. Times are those
 * of {@link io.rtmkit.server.core.Clock#nanoTime}.
 */
public interface Telemetry {
  /** Measures nothing. */
  Telemetry NONE = new Telemetry() {};

  /** How an invitation ended. */
  enum InvitationEnd {
    ACCEPTED,
    REFUSED,
    CANCELED,
    FAILED
  }

  /**
   * A request has its answer.
   *
   * @param code of the operation, 0 for success
   * @param tooOften whether a call budget was used up
   * @param receivedNanos when the request arrived
   */
  default void answered(Request.BodyCase kind, int code, boolean tooOften, long receivedNanos) {}

  /** A request was refused because the server must not act: others may take it for gone. */
  default void fenced() {}

  /**
   * The sender of a peer message has its answer.
   *
   * @param code a PeerMessageError
   * @param acceptedNanos when the message was accepted
   */
  default void peerMessageAnswered(int code, long acceptedNanos) {}

  /** A message was published to so many members. */
  default void published(int receivers) {}

  /** An invitation was taken from its caller. */
  default void invitationSent() {}

  default void invitationEnded(InvitationEnd end) {}

  /** A connection has said which transport it speaks. */
  default void connectionOpened(boolean webSocket) {}

  default void connectionClosed(boolean webSocket) {}

  /** The server closes a connection. */
  default void closing(CloseCode code) {}

  /** Bytes of frames arrived. */
  default void received(long bytes) {}

  /** Bytes of frames were given to a socket. */
  default void sent(int bytes) {}

  /** A task of an event loop ran so much later than it was to. */
  default void loopLate(long nanos) {}
}
