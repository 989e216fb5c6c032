package io.rtmkit.server.core.invitation;

import org.jspecify.annotations.Nullable;

/**
 * What a call or an event makes of an invitation. Immutable.
 *
 * @param next how it is afterwards; null if nothing changes
 * @param answer for whoever called
 */
public record InvitationDecision(@Nullable InvitationFacts next, InvitationAnswer answer) {
  private static InvitationDecision unchanged(InvitationAnswer answer) {
    return new InvitationDecision(null, answer);
  }

  /** Something happened. */
  public static InvitationDecision of(InvitationFacts facts, InvitationEvent event) {
    InvitationTable.Move move = InvitationTable.find(facts.state(), event);
    return move == null
        ? unchanged(refusal(facts.state()))
        : new InvitationDecision(facts.moved(move), InvitationAnswer.OK);
  }

  /** The callee accepts. Success again if this very session has done so before and asks again. */
  public static InvitationDecision accept(
      InvitationFacts facts, String sessionId, String response, boolean again) {
    if (again && facts.accepterSession().equals(sessionId)) {
      return unchanged(InvitationAnswer.OK);
    }
    InvitationDecision decision = of(facts, InvitationEvent.ACCEPT);
    return decision.next == null
        ? decision
        : new InvitationDecision(decision.next.answered(sessionId, response), InvitationAnswer.OK);
  }

  /** The callee refuses. */
  public static InvitationDecision refuse(InvitationFacts facts, String response, boolean again) {
    if (again && facts.state() == InvitationState.REFUSED) {
      return unchanged(InvitationAnswer.OK);
    }
    InvitationDecision decision = of(facts, InvitationEvent.REFUSE);
    return decision.next == null
        ? decision
        : new InvitationDecision(
            decision.next.answered(facts.accepterSession(), response), InvitationAnswer.OK);
  }

  /** The caller takes it back; a content that is not empty takes the place of the old one. */
  public static InvitationDecision cancel(InvitationFacts facts, String content, boolean again) {
    if (again && facts.state() == InvitationState.CANCELED) {
      return unchanged(InvitationAnswer.OK);
    }
    InvitationDecision decision = of(facts, InvitationEvent.CANCEL);
    return decision.next == null || content.isEmpty()
        ? decision
        : new InvitationDecision(decision.next.withContent(content), InvitationAnswer.OK);
  }

  private static InvitationAnswer refusal(InvitationState state) {
    String reason = state.isEnd() ? "has ended: " + state : "was accepted before";
    return new InvitationAnswer(InvitationTable.refusal(state), "invitation: " + reason);
  }
}
