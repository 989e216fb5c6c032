package io.rtmkit.server.core.invitation;

/** Where an invitation stands. The last four are its ends. */
public enum InvitationState {
  /** Taken from the caller; the callee's client may not have it yet. */
  SENT,
  /** The callee's client has it. */
  RECEIVED,
  /** The callee has accepted; the caller's client has not acknowledged that yet. */
  ACCEPTING,
  ACCEPTED,
  REFUSED,
  CANCELED,
  FAILED;

  public boolean isEnd() {
    return compareTo(ACCEPTING) > 0;
  }
}
