package io.rtmkit.server.core.invitation;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.rtmkit.protocol.v1.InvitationPush;
import io.rtmkit.protocol.v1.InvitationStep;
import io.rtmkit.protocol.v1.SendInvitationRequest;
import io.rtmkit.server.core.event.Event;
import io.rtmkit.server.core.session.Session;
import io.rtmkit.server.core.session.UserKey;
import org.jspecify.annotations.Nullable;

/**
 * One invitation and its two ends. Guarded by its own monitor, under which a move is decided and
 * put into the inboxes of both ends: so each end is told the moves in their order.
 */
final class Invitation {
  private final InvitationId id;
  private final Session caller;
  private final UserKey callee;
  private final String channelId;
  private final long sentNanos;
  private final Outbox outbox;

  @GuardedBy("this")
  private String content;

  @GuardedBy("this")
  private String response = "";

  @GuardedBy("this")
  private InvitationState state = InvitationState.SENT;

  @GuardedBy("this")
  private long sinceNanos;

  @GuardedBy("this")
  private int localError;

  @GuardedBy("this")
  private int remoteError;

  /** The session that accepted. */
  @GuardedBy("this")
  private @Nullable Session accepter;

  @GuardedBy("this")
  private boolean owedToCaller;

  @GuardedBy("this")
  private boolean owedToCallee;

  /** Where the steps of invitations go. Called under the monitor; does not call back. */
  interface Outbox {
    /** An invitation has ended, and nobody has been told yet. */
    void ended(Event.InvitationSent sent, InvitationTable.Move move);

    /**
     * Puts a step into a user's inbox, if the user has a session.
     *
     * @param acknowledged what the client's acknowledgement means, if anything
     * @return false if the inbox is full, so that it must be told later
     */
    boolean tell(
        UserKey user,
        InvitationPush push,
        Invitation invitation,
        @Nullable InvitationEvent acknowledged);
  }

  Invitation(
      InvitationId id, Session caller, SendInvitationRequest request, long now, Outbox outbox) {
    this.id = id;
    this.caller = caller;
    this.callee = new UserKey(caller.user().appId(), request.getCalleeId());
    this.channelId = request.getChannelId();
    this.content = request.getContent();
    this.sentNanos = now;
    this.sinceNanos = now;
    this.outbox = outbox;
  }

  InvitationId id() {
    return id;
  }

  Session caller() {
    return caller;
  }

  UserKey callee() {
    return callee;
  }

  long sentNanos() {
    return sentNanos;
  }

  synchronized InvitationState state() {
    return state;
  }

  /** How it stands. */
  synchronized InvitationView view() {
    return new InvitationView(id.caller().userId(), callee.userId(), id.number(), channelId, state);
  }

  /** Since when the state is what it is. */
  synchronized long sinceNanos() {
    return sinceNanos;
  }

  synchronized boolean wasAcceptedBy(Session session) {
    return accepter == session;
  }

  /** What was sent, as an event. */
  Event.InvitationSent sent(long nowMs) {
    return new Event.InvitationSent(id.caller(), callee.userId(), channelId, id.number(), nowMs);
  }

  /** Something happened; answers whether it changed anything. */
  synchronized boolean happen(InvitationEvent event, long now) {
    InvitationTable.Move move = InvitationTable.find(state, event);
    if (move == null) {
      return false;
    }
    state = move.next();
    sinceNanos = now;
    localError = move.localError();
    remoteError = move.remoteError();
    if (state.isEnd()) {
      outbox.ended(sent(0), move);
    }
    tellCaller();
    if (state.isEnd()) {
      tellCallee();
    }
    return true;
  }

  /** The callee accepts. Success again if this very session has done so before and asks again. */
  synchronized InvitationAnswer accept(
      Session session, String newResponse, boolean again, long now) {
    if (again && accepter == session) {
      return InvitationAnswer.OK;
    }
    if (!allows(InvitationEvent.ACCEPT)) {
      return refusal();
    }
    accepter = session;
    response = newResponse;
    happen(InvitationEvent.ACCEPT, now);
    return InvitationAnswer.OK;
  }

  /** The callee refuses. */
  synchronized InvitationAnswer refuse(String newResponse, boolean again, long now) {
    if (again && state == InvitationState.REFUSED) {
      return InvitationAnswer.OK;
    }
    if (!allows(InvitationEvent.REFUSE)) {
      return refusal();
    }
    response = newResponse;
    happen(InvitationEvent.REFUSE, now);
    return InvitationAnswer.OK;
  }

  /** The caller takes it back; a content that is not empty takes the place of the old one. */
  synchronized InvitationAnswer cancel(String newContent, boolean again, long now) {
    if (again && state == InvitationState.CANCELED) {
      return InvitationAnswer.OK;
    }
    if (!allows(InvitationEvent.CANCEL)) {
      return refusal();
    }
    content = newContent.isEmpty() ? content : newContent;
    happen(InvitationEvent.CANCEL, now);
    return InvitationAnswer.OK;
  }

  @GuardedBy("this")
  private boolean allows(InvitationEvent call) {
    return InvitationTable.find(state, call) != null;
  }

  @GuardedBy("this")
  private InvitationAnswer refusal() {
    String reason = state.isEnd() ? "has ended: " + state : "was accepted before";
    return new InvitationAnswer(InvitationTable.refusal(state), "invitation: " + reason);
  }

  /** Tells a user how it stands, after a login. */
  synchronized void tellAgain(UserKey user) {
    if (user.equals(callee)) {
      tellCallee();
    } else if (state.isEnd()) {
      tellCaller(); // of a caller whose session has ended nothing else is left to be told
    }
  }

  /** Tells what a full inbox did not take. */
  synchronized void tellOwed() {
    if (owedToCallee) {
      tellCallee();
    }
    if (owedToCaller) {
      tellCaller();
    }
  }

  /** Rings at the callee for the first time. */
  synchronized void begin() {
    tellCallee();
  }

  /** Tells the callee what its client needs to know of the present state. */
  @GuardedBy("this")
  private void tellCallee() {
    if (state == InvitationState.SENT || state == InvitationState.RECEIVED) {
      InvitationPush invited = push(InvitationStep.INVITATION_STEP_INVITED, 0);
      owedToCallee = !outbox.tell(callee, invited, this, InvitationEvent.RECEIVE);
    } else if (state.isEnd()) {
      owedToCallee = !outbox.tell(callee, push(end(), remoteError), this, null);
    }
  }

  @GuardedBy("this")
  private void tellCaller() {
    UserKey user = caller.user();
    if (state == InvitationState.RECEIVED) {
      InvitationPush received = push(InvitationStep.INVITATION_STEP_RECEIVED, 0);
      owedToCaller = !outbox.tell(user, received, this, null);
    } else if (state == InvitationState.ACCEPTING) {
      InvitationPush accepting = push(InvitationStep.INVITATION_STEP_ACCEPTING, 0);
      owedToCaller = !outbox.tell(user, accepting, this, InvitationEvent.CONFIRM);
    } else if (state.isEnd()) {
      owedToCaller = !outbox.tell(user, push(end(), localError), this, null);
    }
  }

  @GuardedBy("this")
  private InvitationStep end() {
    return switch (state) {
      case ACCEPTED -> InvitationStep.INVITATION_STEP_ACCEPTED;
      case REFUSED -> InvitationStep.INVITATION_STEP_REFUSED;
      case CANCELED -> InvitationStep.INVITATION_STEP_CANCELED;
      default -> InvitationStep.INVITATION_STEP_FAILED;
    };
  }

  @GuardedBy("this")
  private InvitationPush push(InvitationStep step, int failureCode) {
    return InvitationPush.newBuilder()
        .setInvitationId(id.number())
        .setStep(step)
        .setCallerId(id.caller().userId())
        .setCalleeId(callee.userId())
        .setChannelId(channelId)
        .setContent(content)
        .setResponse(response)
        .setFailureCode(failureCode)
        .build();
  }
}
