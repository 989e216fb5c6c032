package io.rtmkit.server.core.invitation;

import io.rtmkit.protocol.v1.AnswerInvitationRequest;
import io.rtmkit.protocol.v1.CancelInvitationRequest;
import io.rtmkit.protocol.v1.InvitationKey;
import io.rtmkit.protocol.v1.SendInvitationRequest;
import io.rtmkit.server.core.port.Answer;
import io.rtmkit.server.core.session.Session;
import io.rtmkit.server.core.session.UserKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Call invitations as requests see them, whether both ends are on this server or on two.
 * Thread-safe. On one server everything is answered before the call returns.
 */
public interface InvitationService {
  /**
   * Takes an invitation from its caller and rings at the callee.
   *
   * @param again whether the client asks again because it had no answer
   */
  void send(
      Session caller,
      SendInvitationRequest request,
      boolean again,
      Answer<InvitationAnswer> answer);

  /** The caller takes an invitation back. */
  void cancel(
      Session caller,
      CancelInvitationRequest request,
      boolean again,
      Answer<InvitationAnswer> answer);

  /** The callee accepts or refuses an invitation. */
  void answer(
      Session callee,
      AnswerInvitationRequest request,
      boolean again,
      Answer<InvitationAnswer> answer);

  /** The invitations from and to a user; the open ones first. */
  void known(UserKey user, Answer<List<InvitationKey>> answer);

  /** The invitations of an app that have not ended, of one user or of all, in no order. */
  void open(String appId, @Nullable String userId, Answer<List<InvitationView>> answer);

  /** Takes an invitation back in the name of its caller. */
  void cancel(UserKey caller, long number, Answer<InvitationAnswer> answer);
}
