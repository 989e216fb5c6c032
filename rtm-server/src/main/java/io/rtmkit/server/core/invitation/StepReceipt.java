package io.rtmkit.server.core.invitation;

import io.rtmkit.protocol.v1.InvitationPush;
import io.rtmkit.protocol.v1.Push;
import io.rtmkit.server.core.Wire;
import io.rtmkit.server.core.session.Delivery;
import io.rtmkit.server.core.session.Receipt;
import io.rtmkit.server.core.session.Session;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns a client's acknowledgement of a step into an event of its invitation. Immutable.
 *
 * @param meaning what the acknowledgement means; null for nothing
 */
public record StepReceipt(@Nullable InvitationEvent meaning, Consumer<InvitationEvent> events)
    implements Receipt {
  /** Puts the step into the inbox of one end; false if it is full. */
  public boolean deliver(Session session, InvitationPush step) {
    Delivery delivery =
        session.deliver(
            offset ->
                Wire.encode(Push.newBuilder().setInboxOffset(offset).setInvitation(step).build()),
            this);
    return delivery != Delivery.INBOX_FULL;
  }

  @Override
  public void acknowledged() {
    if (meaning != null) {
      events.accept(meaning);
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
