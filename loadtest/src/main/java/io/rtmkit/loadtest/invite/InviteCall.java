package io.rtmkit.loadtest.invite;

import io.rtmkit.protocol.v1.InvitationStep;

/** One call and how it ended, at each end. Each end is written on its own event loop. */
final class InviteCall {
  /** What is to become of a call. */
  enum Plan {
    ACCEPT(InvitationStep.INVITATION_STEP_ACCEPTED),
    REFUSE(InvitationStep.INVITATION_STEP_REFUSED),
    CANCEL(InvitationStep.INVITATION_STEP_CANCELED);

    private final InvitationStep end;

    Plan(InvitationStep end) {
      this.end = end;
    }
  }

  private final long id;
  private final Plan plan;
  private final long intendedNanos;
  private volatile InvitationStep callerEnd = InvitationStep.INVITATION_STEP_UNSPECIFIED;
  private volatile InvitationStep calleeEnd = InvitationStep.INVITATION_STEP_UNSPECIFIED;
  private volatile boolean refused;

  InviteCall(long id, Plan plan, long intendedNanos) {
    this.id = id;
    this.plan = plan;
    this.intendedNanos = intendedNanos;
  }

  long id() {
    return id;
  }

  Plan plan() {
    return plan;
  }

  long intendedNanos() {
    return intendedNanos;
  }

  /** The server did not take the call. */
  void refused() {
    refused = true;
  }

  /** Whether this is the first end that the caller is told. */
  boolean endedForCaller(InvitationStep end) {
    boolean first = callerEnd == InvitationStep.INVITATION_STEP_UNSPECIFIED;
    callerEnd = first ? end : callerEnd;
    return first;
  }

  /** Whether this is the first end that the callee is told. */
  boolean endedForCallee(InvitationStep end) {
    boolean first = calleeEnd == InvitationStep.INVITATION_STEP_UNSPECIFIED;
    calleeEnd = first ? end : calleeEnd;
    return first;
  }

  /** Whether both ends know the end, or there was no call. */
  boolean isOver() {
    return refused
        || (callerEnd != InvitationStep.INVITATION_STEP_UNSPECIFIED
            && calleeEnd != InvitationStep.INVITATION_STEP_UNSPECIFIED);
  }

  boolean agrees() {
    return refused || callerEnd == calleeEnd;
  }

  boolean endedAsPlanned() {
    return refused || callerEnd == plan.end;
  }
}
