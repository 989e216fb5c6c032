package io.rtmkit.server.core.invitation;

/**
 * What becomes of a user's call.
 *
 * @param code an InvitationApiCallError, 0 for success
 * @param reason what was wrong; empty on success
 */
public record InvitationAnswer(int code, String reason) {
  /** It was done. */
  public static final InvitationAnswer OK = new InvitationAnswer(0, "");
}
