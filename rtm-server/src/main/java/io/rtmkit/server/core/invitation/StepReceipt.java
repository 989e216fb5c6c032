package io.rtmkit.server.core.invitation;

import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.session.Receipt;
import org.jspecify.annotations.Nullable;

/** Turns a client's acknowledgement of a step into an event of its invitation. Thread-safe. */
final class StepReceipt implements Receipt {
  private final Invitation invitation;
  private final @Nullable InvitationEvent meaning;
  private final Clock clock;

  StepReceipt(Invitation invitation, @Nullable InvitationEvent meaning, Clock clock) {
    this.invitation = invitation;
    this.meaning = meaning;
    this.clock = clock;
  }

  @Override
  public void acknowledged() {
    if (meaning != null) {
      invitation.happen(meaning, clock.nanoTime());
    }
  }

  @Override
  public void timedOut() {
    // Steps have no deadline; the invitation itself has.
  }

  @Override
  public void abandoned(boolean sent) {
    // The end of the session tells the invitation, and the next login gets its step again.
  }
}
