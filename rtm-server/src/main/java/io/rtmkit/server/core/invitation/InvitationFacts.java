package io.rtmkit.server.core.invitation;

import io.rtmkit.protocol.v1.InvitationPush;
import io.rtmkit.protocol.v1.InvitationStep;
import io.rtmkit.protocol.v1.SendInvitationRequest;
import io.rtmkit.server.core.event.Event;
import io.rtmkit.server.core.session.Session;
import io.rtmkit.server.core.session.UserKey;
import java.util.Locale;

/**
 * All that there is to an invitation at one moment. Immutable.
 *
 * @param number chosen by the caller's client; with the caller it tells it from all others
 * @param callerSession the session that sent it
 * @param channelId what the caller named; may be empty
 * @param accepterSession the session that accepted it; empty if none has
 * @param localError why it failed, for the caller; 0 if it has not
 * @param remoteError the same for the callee
 */
public record InvitationFacts(
    UserKey caller,
    long number,
    String callerSession,
    String calleeId,
    String channelId,
    String content,
    String response,
    InvitationState state,
    String accepterSession,
    int localError,
    int remoteError) {
  /** Of an invitation that is being sent. */
  public static InvitationFacts of(Session caller, SendInvitationRequest request) {
    return new InvitationFacts(
        caller.user(),
        request.getInvitationId(),
        caller.identity().key().sessionId(),
        request.getCalleeId(),
        request.getChannelId(),
        request.getContent(),
        "",
        InvitationState.SENT,
        "",
        0,
        0);
  }

  public UserKey callee() {
    return new UserKey(caller.appId(), calleeId);
  }

  public InvitationId id() {
    return new InvitationId(caller, number);
  }

  InvitationFacts moved(InvitationTable.Move move) {
    return with(
        content, response, move.next(), accepterSession, move.localError(), move.remoteError());
  }

  InvitationFacts withContent(String newContent) {
    return with(newContent, response, state, accepterSession, localError, remoteError);
  }

  InvitationFacts answered(String newAccepter, String newResponse) {
    return with(content, newResponse, state, newAccepter, localError, remoteError);
  }

  private InvitationFacts with(
      String newContent,
      String newResponse,
      InvitationState newState,
      String newAccepter,
      int newLocalError,
      int newRemoteError) {
    return new InvitationFacts(
        caller,
        number,
        callerSession,
        calleeId,
        channelId,
        newContent,
        newResponse,
        newState,
        newAccepter,
        newLocalError,
        newRemoteError);
  }

  public InvitationView view() {
    return new InvitationView(caller.userId(), calleeId, number, channelId, state);
  }

  /** What was sent, as an event. */
  public Event.InvitationSent sent(long nowMs) {
    return new Event.InvitationSent(caller, calleeId, channelId, number, nowMs);
  }

  /** The end that it has come to, as an event. */
  public Event.InvitationEnded ended(long nowMs) {
    String how = state.name().toLowerCase(Locale.ROOT);
    return new Event.InvitationEnded(sent(0), how, localError, remoteError, nowMs);
  }

  /** The step by which clients are told the end that it has come to. */
  InvitationStep end() {
    return switch (state) {
      case ACCEPTED -> InvitationStep.INVITATION_STEP_ACCEPTED;
      case REFUSED -> InvitationStep.INVITATION_STEP_REFUSED;
      case CANCELED -> InvitationStep.INVITATION_STEP_CANCELED;
      default -> InvitationStep.INVITATION_STEP_FAILED;
    };
  }

  InvitationPush push(InvitationStep step, int failureCode) {
    return InvitationPush.newBuilder()
        .setInvitationId(number)
        .setStep(step)
        .setCallerId(caller.userId())
        .setCalleeId(calleeId)
        .setChannelId(channelId)
        .setContent(content)
        .setResponse(response)
        .setFailureCode(failureCode)
        .build();
  }
}
