package io.rtmkit.server.core.invitation;

import static io.rtmkit.protocol.v1.InvitationApiCallError.INVITATION_API_CALL_ERR_ALREADY_ACCEPT_VALUE;
import static io.rtmkit.protocol.v1.InvitationApiCallError.INVITATION_API_CALL_ERR_ALREADY_END_VALUE;
import static io.rtmkit.protocol.v1.LocalInvitationError.LOCAL_INVITATION_ERR_INVITATION_EXPIRE_VALUE;
import static io.rtmkit.protocol.v1.LocalInvitationError.LOCAL_INVITATION_ERR_NOT_LOGGEDIN_VALUE;
import static io.rtmkit.protocol.v1.LocalInvitationError.LOCAL_INVITATION_ERR_PEER_NO_RESPONSE_VALUE;
import static io.rtmkit.protocol.v1.LocalInvitationError.LOCAL_INVITATION_ERR_PEER_OFFLINE_VALUE;
import static io.rtmkit.protocol.v1.RemoteInvitationError.REMOTE_INVITATION_ERR_ACCEPT_FAILURE_VALUE;
import static io.rtmkit.protocol.v1.RemoteInvitationError.REMOTE_INVITATION_ERR_INVITATION_EXPIRE_VALUE;
import static io.rtmkit.protocol.v1.RemoteInvitationError.REMOTE_INVITATION_ERR_PEER_OFFLINE_VALUE;
import static io.rtmkit.server.core.invitation.InvitationState.ACCEPTED;
import static io.rtmkit.server.core.invitation.InvitationState.ACCEPTING;
import static io.rtmkit.server.core.invitation.InvitationState.CANCELED;
import static io.rtmkit.server.core.invitation.InvitationState.FAILED;
import static io.rtmkit.server.core.invitation.InvitationState.RECEIVED;
import static io.rtmkit.server.core.invitation.InvitationState.REFUSED;
import static io.rtmkit.server.core.invitation.InvitationState.SENT;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The state machine of call invitations: what each event makes of each state. Whatever is not in
 * the table changes nothing. Immutable.
 */
final class InvitationTable {
  private static final Map<InvitationState, Map<InvitationEvent, Move>> MOVES =
      new EnumMap<>(InvitationState.class);

  /**
   * A row: the next state and, if that is FAILED, why.
   *
   * @param localError for the caller, a LocalInvitationError; 0 for none
   * @param remoteError for the callee, a RemoteInvitationError; 0 for none
   */
  record Move(InvitationState next, int localError, int remoteError) {}

  static {
    add(SENT, InvitationEvent.RECEIVE, RECEIVED);
    fail(
        SENT,
        InvitationEvent.CALLEE_OFFLINE,
        LOCAL_INVITATION_ERR_PEER_OFFLINE_VALUE,
        REMOTE_INVITATION_ERR_INVITATION_EXPIRE_VALUE);
    fail(
        SENT,
        InvitationEvent.CALLEE_SILENT,
        LOCAL_INVITATION_ERR_PEER_NO_RESPONSE_VALUE,
        REMOTE_INVITATION_ERR_INVITATION_EXPIRE_VALUE);
    for (InvitationState ringing : new InvitationState[] {SENT, RECEIVED}) {
      add(ringing, InvitationEvent.ACCEPT, ACCEPTING);
      add(ringing, InvitationEvent.REFUSE, REFUSED);
      add(ringing, InvitationEvent.CANCEL, CANCELED);
    }
    fail(
        RECEIVED,
        InvitationEvent.EXPIRE,
        LOCAL_INVITATION_ERR_INVITATION_EXPIRE_VALUE,
        REMOTE_INVITATION_ERR_INVITATION_EXPIRE_VALUE);
    add(ACCEPTING, InvitationEvent.CONFIRM, ACCEPTED);
    fail(
        ACCEPTING,
        InvitationEvent.CALLER_SILENT,
        LOCAL_INVITATION_ERR_INVITATION_EXPIRE_VALUE,
        REMOTE_INVITATION_ERR_ACCEPT_FAILURE_VALUE);
    fail(
        ACCEPTING,
        InvitationEvent.CALLEE_GONE,
        LOCAL_INVITATION_ERR_PEER_OFFLINE_VALUE,
        REMOTE_INVITATION_ERR_ACCEPT_FAILURE_VALUE);
    for (InvitationState open : new InvitationState[] {SENT, RECEIVED, ACCEPTING}) {
      fail(
          open,
          InvitationEvent.CALLER_GONE,
          LOCAL_INVITATION_ERR_NOT_LOGGEDIN_VALUE,
          REMOTE_INVITATION_ERR_PEER_OFFLINE_VALUE);
    }
  }

  private InvitationTable() {}

  private static void add(InvitationState from, InvitationEvent event, InvitationState next) {
    put(from, event, new Move(next, 0, 0));
  }

  private static void fail(
      InvitationState from, InvitationEvent event, int localError, int remoteError) {
    put(from, event, new Move(FAILED, localError, remoteError));
  }

  private static void put(InvitationState from, InvitationEvent event, Move move) {
    MOVES.computeIfAbsent(from, state -> new EnumMap<>(InvitationEvent.class)).put(event, move);
  }

  /** What becomes of a state; null if the event changes nothing. */
  static @Nullable Move find(InvitationState from, InvitationEvent event) {
    Map<InvitationEvent, Move> moves = MOVES.get(from);
    return moves == null ? null : moves.get(event);
  }

  /** Why a user's call cannot be done in this state: an InvitationApiCallError. */
  static int refusal(InvitationState state) {
    return state.isEnd()
        ? INVITATION_API_CALL_ERR_ALREADY_END_VALUE
        : INVITATION_API_CALL_ERR_ALREADY_ACCEPT_VALUE;
  }
}
