package io.rtmkit.server.core.invitation;

import static io.rtmkit.protocol.v1.InvitationApiCallError.INVITATION_API_CALL_ERR_ALREADY_END_VALUE;

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
}
