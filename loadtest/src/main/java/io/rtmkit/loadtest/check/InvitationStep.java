package io.rtmkit.loadtest.check;

/** A callback that told a client what became of an invitation. Immutable. */
public record InvitationStep(long at, String invitationId, Side side, Phase phase) {
  /** Which end of the invitation the client is. */
  public enum Side {
    CALLER,
    CALLEE
  }

  /** How far the invitation is; all but the first are ends. */
  public enum Phase {
    RECEIVED,
    ACCEPTED,
    REFUSED,
    CANCELED,
    FAILED
  }

  boolean isEnd() {
    return phase != Phase.RECEIVED;
  }
}
