package io.rtmkit.server.core.peer;

import io.rtmkit.server.core.session.Outcome;

/** Is told once, on any thread, what became of a message that came through another server. */
public interface RemoteAnswer {
  /** The receiver's client has it, or it cannot be delivered. */
  void answer(Outcome outcome);

  /**
   * The receiver's session goes on on another server.
   *
   * @param sent whether its client may have the message
   */
  void moved(boolean sent);

  /**
   * The receiver's session is not here any more.
   *
   * @param sent whether its client may have the message
   */
  void left(boolean sent);
}
