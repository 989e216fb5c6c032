package io.rtmkit.loadtest.wire;

import io.rtmkit.protocol.v1.Push;

/** Hears what reaches one client unasked. Called on the client's event loop. */
public interface WireListener {
  default void onPush(Push push) {}

  /**
   * The connection of a logged-in client is gone, and not by its own doing.
   *
   * @param code the server's CloseCode, 0 if it said none
   */
  default void onLost(int code, String reason) {}
}
