package io.rtmkit.server.core.invitation;

/** What can happen to an invitation. */
public enum InvitationEvent {
  /** The callee's client acknowledged the invitation. */
  RECEIVE,
  /** The callee accepts. */
  ACCEPT,
  /** The callee refuses. */
  REFUSE,
  /** The caller takes it back. */
  CANCEL,
  /** The caller's client acknowledged that the callee accepts. */
  CONFIRM,
  /** {@code invitation.receive-timeout} is over, and the callee has no session. */
  CALLEE_OFFLINE,
  /** {@code invitation.receive-timeout} is over, and the callee's client acknowledged nothing. */
  CALLEE_SILENT,
  /** {@code invitation.answer-timeout} is over. */
  EXPIRE,
  /** {@code invitation.accept-timeout} is over. */
  CALLER_SILENT,
  /** The session that sent the invitation has ended. */
  CALLER_GONE,
  /** The session that accepted it has ended. */
  CALLEE_GONE
}
