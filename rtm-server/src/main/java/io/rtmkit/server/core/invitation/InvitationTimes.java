package io.rtmkit.server.core.invitation;

/**
 * Lets invitations look at the clock: what nobody received, answered or confirmed in time ends, and
 * what ended long ago is forgotten. One thread.
 */
public final class InvitationTimes {
  private final InvitationRules rules;
  private final Due due;

  /** What is done with those whose time is over; told at each look, until something is done. */
  public interface Due {
    /** The callee's client has acknowledged nothing; whether the callee is online is to be seen. */
    void notReceived(Invitation invitation);

    /** This is to happen to it. */
    void happen(Invitation invitation, InvitationEvent event);

    /** Both clients have had their time to hear of its end. */
    void forget(Invitation invitation);
  }

  public InvitationTimes(InvitationRules rules, Due due) {
    this.rules = rules;
    this.due = due;
  }

  /** Looks at all of them, and tells what a full inbox did not take. */
  public void tick(Iterable<Invitation> all, long now) {
    for (Invitation invitation : all) {
      invitation.tellOwed();
      look(invitation, now);
    }
  }

  private void look(Invitation invitation, long now) {
    long sinceSent = now - invitation.sentNanos();
    long inState = now - invitation.sinceNanos();
    switch (invitation.state()) {
      case SENT -> {
        if (sinceSent >= rules.config().receiveTimeout().toNanos()) {
          due.notReceived(invitation);
        }
      }
      case RECEIVED -> {
        if (sinceSent >= rules.config().answerTimeout().toNanos()) {
          due.happen(invitation, InvitationEvent.EXPIRE);
        }
      }
      case ACCEPTING -> {
        if (inState >= rules.config().acceptTimeout().toNanos()) {
          due.happen(invitation, InvitationEvent.CALLER_SILENT);
        }
      }
      default -> {
        if (inState >= rules.keepNanos()) {
          due.forget(invitation);
        }
      }
    }
  }
}
