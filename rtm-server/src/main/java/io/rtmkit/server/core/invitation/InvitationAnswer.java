package io.rtmkit.server.core.invitation;

import static io.rtmkit.protocol.v1.InvitationApiCallError.INVITATION_API_CALL_ERR_ALREADY_END_VALUE;
import static io.rtmkit.protocol.v1.InvitationApiCallError.INVITATION_API_CALL_ERR_ALREADY_SENT_VALUE;
import static io.rtmkit.protocol.v1.InvitationApiCallError.INVITATION_API_CALL_ERR_TOO_OFTEN_VALUE;

/**
 * What becomes of a user's call.
 *
 * @param code an InvitationApiCallError, 0 for success
 * @param reason what was wrong; empty on success
 */
public record InvitationAnswer(int code, String reason) {
  /** It was done. */
  public static final InvitationAnswer OK = new InvitationAnswer(0, "");

  /** Nobody knows of such an invitation. */
  public static final InvitationAnswer UNKNOWN =
      new InvitationAnswer(
          INVITATION_API_CALL_ERR_ALREADY_END_VALUE, "invitation: has ended, or never was");

  /** The caller sent it before, and it has ended or not. */
  public static InvitationAnswer sentBefore(boolean ended) {
    return ended
        ? new InvitationAnswer(INVITATION_API_CALL_ERR_ALREADY_END_VALUE, "invitation: has ended")
        : new InvitationAnswer(
            INVITATION_API_CALL_ERR_ALREADY_SENT_VALUE, "invitation: was sent before");
  }

  /** The caller has as many open ones as are allowed. */
  public static InvitationAnswer tooManyOpen(int most) {
    return new InvitationAnswer(
        INVITATION_API_CALL_ERR_TOO_OFTEN_VALUE,
        "calleeId: " + most + " invitations are open, the most allowed");
  }
}
