package io.rtmkit.server.core.peer;

import io.rtmkit.server.core.session.Outcome;

/** Takes the answer to a peer message, once, on any thread; must not block. */
@FunctionalInterface
public interface PeerMessageAnswer {
  void answer(Outcome outcome);
}
