package io.rtmkit.server.core.invitation;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.rtmkit.protocol.v1.InvitationPush;
import io.rtmkit.protocol.v1.InvitationStep;
import io.rtmkit.server.core.session.UserKey;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One invitation and those of its two ends that are here. Guarded by its own monitor, under which a
 * move is put into the inboxes: so each end is told the moves in their order.
 */
public final class Invitation {
  private final long sentNanos;
  private final Outbox outbox;

  @GuardedBy("this")
  private InvitationFacts facts;

  /** Rises with each move. */
  @GuardedBy("this")
  private long version;

  @GuardedBy("this")
  private long sinceNanos;

  @GuardedBy("this")
  private boolean owedToCaller;

  @GuardedBy("this")
  private boolean owedToCallee;

  /** Where the steps of invitations go. Called under the monitor; does not call back. */
  public interface Outbox {
    /** An invitation is about to be at its end, and nobody has been told yet. */
    void ending(InvitationFacts end);

    /**
     * Puts a step into a user's inbox, if the user has a session here.
     *
     * @param meaning what the client's acknowledgement means; null for nothing
     * @return false if the inbox is full, so that it must be told later
     */
    boolean tell(
        UserKey user,
        InvitationPush push,
        Invitation invitation,
        @Nullable InvitationEvent meaning);
  }

  /**
   * An invitation that nobody here has been told of.
   *
   * @param sentNanos when it was sent, in the time of {@link System#nanoTime}
   * @param sinceNanos since when its state is what it is
   */
  public Invitation(
      InvitationFacts facts, long version, long sentNanos, long sinceNanos, Outbox outbox) {
    this.facts = facts;
    this.version = version;
    this.sentNanos = sentNanos;
    this.sinceNanos = sinceNanos;
    this.outbox = outbox;
  }

  public long sentNanos() {
    return sentNanos;
  }

  public synchronized InvitationFacts facts() {
    return facts;
  }

  public synchronized long version() {
    return version;
  }

  public synchronized InvitationState state() {
    return facts.state();
  }

  /** Since when the state is what it is. */
  public synchronized long sinceNanos() {
    return sinceNanos;
  }

  /** Decides here and now what becomes of it. */
  synchronized InvitationAnswer decide(
      Function<InvitationFacts, InvitationDecision> call, long now) {
    InvitationDecision decision = call.apply(facts);
    if (decision.next() != null) {
      become(decision.next(), version + 1, now);
    }
    return decision.answer();
  }

  /** Something happened here. */
  synchronized void happen(InvitationEvent event, long now) {
    decide(known -> InvitationDecision.of(known, event), now);
  }

  /** It has moved; what is not newer than what is known changes nothing. */
  public synchronized void become(InvitationFacts newer, long newVersion, long now) {
    if (newVersion <= version) {
      return;
    }
    boolean ends = newer.state().isEnd();
    if (ends) {
      outbox.ending(newer);
    }
    facts = newer;
    version = newVersion;
    sinceNanos = now;
    tellCaller();
    if (ends) {
      tellCallee();
    }
  }

  /** Tells a user how it stands, after a login. */
  public synchronized void tellAgain(UserKey user) {
    if (user.equals(facts.callee())) {
      tellCallee();
    } else if (facts.state().isEnd()) {
      tellCaller(); // of a caller whose session has ended nothing else is left to be told
    }
  }

  /** Tells a user whose session has come here how it stands. */
  public synchronized void tellPresent(UserKey user) {
    if (user.equals(facts.callee())) {
      tellCallee();
    } else {
      tellCaller();
    }
  }

  /** Tells what a full inbox did not take. */
  public synchronized void tellOwed() {
    if (owedToCallee) {
      tellCallee();
    }
    if (owedToCaller) {
      tellCaller();
    }
  }

  /** Tells the callee what its client needs to know of the present state; rings, at first. */
  public synchronized void tellCallee() {
    InvitationState state = facts.state();
    if (state == InvitationState.SENT || state == InvitationState.RECEIVED) {
      InvitationPush invited = facts.push(InvitationStep.INVITATION_STEP_INVITED, 0);
      owedToCallee = !outbox.tell(facts.callee(), invited, this, InvitationEvent.RECEIVE);
    } else if (state.isEnd()) {
      InvitationPush end = facts.push(facts.end(), facts.remoteError());
      owedToCallee = !outbox.tell(facts.callee(), end, this, null);
    }
  }

  @GuardedBy("this")
  private void tellCaller() {
    UserKey caller = facts.caller();
    InvitationState state = facts.state();
    if (state == InvitationState.RECEIVED) {
      InvitationPush received = facts.push(InvitationStep.INVITATION_STEP_RECEIVED, 0);
      owedToCaller = !outbox.tell(caller, received, this, null);
    } else if (state == InvitationState.ACCEPTING) {
      InvitationPush accepting = facts.push(InvitationStep.INVITATION_STEP_ACCEPTING, 0);
      owedToCaller = !outbox.tell(caller, accepting, this, InvitationEvent.CONFIRM);
    } else if (state.isEnd()) {
      InvitationPush end = facts.push(facts.end(), facts.localError());
      owedToCaller = !outbox.tell(caller, end, this, null);
    }
  }
}
