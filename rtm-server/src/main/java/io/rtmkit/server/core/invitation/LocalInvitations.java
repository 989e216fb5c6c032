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

/** Invitations whose ends are all on this server: answers at once. Thread-safe. */
public final class LocalInvitations implements InvitationService {
  private final Invitations invitations;

  public LocalInvitations(Invitations invitations) {
    this.invitations = invitations;
  }

  @Override
  public void send(
      Session caller,
      SendInvitationRequest request,
      boolean again,
      Answer<InvitationAnswer> answer) {
    answer.give(invitations.send(caller, request, again));
  }

  @Override
  public void cancel(
      Session caller,
      CancelInvitationRequest request,
      boolean again,
      Answer<InvitationAnswer> answer) {
    answer.give(invitations.cancel(caller, request, again));
  }

  @Override
  public void answer(
      Session callee,
      AnswerInvitationRequest request,
      boolean again,
      Answer<InvitationAnswer> answer) {
    answer.give(invitations.answer(callee, request, again));
  }

  @Override
  public void known(UserKey user, Answer<List<InvitationKey>> answer) {
    answer.give(invitations.known(user));
  }

  @Override
  public void open(String appId, @Nullable String userId, Answer<List<InvitationView>> answer) {
    answer.give(invitations.open(appId, userId));
  }

  @Override
  public void cancel(UserKey caller, long number, Answer<InvitationAnswer> answer) {
    answer.give(invitations.cancel(caller, number));
  }
}
