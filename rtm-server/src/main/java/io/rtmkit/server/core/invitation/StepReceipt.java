package io.rtmkit.server.core.invitation;

import io.rtmkit.server.core.session.Receipt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns a client's acknowledgement of a step into an event of its invitation. Immutable.
 *
 * @param meaning what the acknowledgement means; null for nothing
 */
public record StepReceipt(@Nullable InvitationEvent meaning, Consumer<InvitationEvent> events)
    implements Receipt {
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
