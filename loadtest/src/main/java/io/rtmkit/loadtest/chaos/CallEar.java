package io.rtmkit.loadtest.chaos;

import io.rtmkit.client.LocalInvitation;
import io.rtmkit.client.RemoteInvitation;
import io.rtmkit.client.RtmCallEventListener;
import io.rtmkit.client.RtmCallManager;
import io.rtmkit.client.RtmStatusCode.InvitationApiCallError;
import io.rtmkit.loadtest.check.History;
import io.rtmkit.loadtest.check.InvitationStep;
import io.rtmkit.loadtest.check.InvitationStep.Phase;
import io.rtmkit.loadtest.check.InvitationStep.Side;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes into a user's history what becomes of invitations, and answers them as their content asks
 * for. The content names an invitation. Called one at a time; {@link #isOver} by any thread.
 */
final class CallEar implements RtmCallEventListener {
  private static final String ACCEPT = "accept";
  private static final String REFUSE = "refuse";
  private static final String CANCEL = "cancel";

  private static final Set<Integer> NOT_SENT =
      Set.of(
          InvitationApiCallError.INVITATION_API_CALL_ERR_INVALID_ARGUMENT,
          InvitationApiCallError.INVITATION_API_CALL_ERR_TOO_OFTEN);

  private final RtmCallManager calls;
  private final History history;
  private final RunClock clock;
  private final Set<String> open = ConcurrentHashMap.newKeySet();

  CallEar(RtmCallManager calls, History history, RunClock clock) {
    this.calls = calls;
    this.history = history;
    this.clock = clock;
  }

  /** A name for an invitation, which also says how it is to end. */
  static String name(String caller, long number) {
    String end =
        switch ((int) (number % 3)) {
          case 0 -> ACCEPT;
          case 1 -> REFUSE;
          default -> CANCEL;
        };
    return end + ":" + caller + "/" + number;
  }

  /** Sends an invitation; its end is awaited from now on. */
  void call(String callee, String name, PendingCall<Void> answer) {
    LocalInvitation invitation = calls.createLocalInvitation(callee);
    invitation.setContent(name);
    open.add(name);
    calls.sendLocalInvitation(invitation, answer);
    answer
        .code()
        .thenAccept(
            code -> {
              if (NOT_SENT.contains(code)) {
                open.remove(name); // what was not sent has no end
              }
            });
  }

  /** Whether every invitation of this user, made or received, has ended. */
  boolean isOver() {
    return open.isEmpty();
  }

  @Override
  public void onLocalInvitationReceivedByPeer(LocalInvitation invitation) {
    add(invitation.getContent(), Side.CALLER, Phase.RECEIVED);
    if (invitation.getContent().startsWith(CANCEL)) {
      calls.cancelLocalInvitation(invitation, null);
    }
  }

  @Override
  public void onLocalInvitationAccepted(LocalInvitation invitation, String response) {
    add(invitation.getContent(), Side.CALLER, Phase.ACCEPTED);
  }

  @Override
  public void onLocalInvitationRefused(LocalInvitation invitation, String response) {
    add(invitation.getContent(), Side.CALLER, Phase.REFUSED);
  }

  @Override
  public void onLocalInvitationCanceled(LocalInvitation invitation) {
    add(invitation.getContent(), Side.CALLER, Phase.CANCELED);
  }

  @Override
  public void onLocalInvitationFailure(LocalInvitation invitation, int errorCode) {
    add(invitation.getContent(), Side.CALLER, Phase.FAILED);
  }

  @Override
  public void onRemoteInvitationReceived(RemoteInvitation invitation) {
    add(invitation.getContent(), Side.CALLEE, Phase.RECEIVED);
    if (invitation.getContent().startsWith(ACCEPT)) {
      calls.acceptRemoteInvitation(invitation, null);
    } else if (invitation.getContent().startsWith(REFUSE)) {
      calls.refuseRemoteInvitation(invitation, null);
    }
  }

  @Override
  public void onRemoteInvitationAccepted(RemoteInvitation invitation) {
    add(invitation.getContent(), Side.CALLEE, Phase.ACCEPTED);
  }

  @Override
  public void onRemoteInvitationRefused(RemoteInvitation invitation) {
    add(invitation.getContent(), Side.CALLEE, Phase.REFUSED);
  }

  @Override
  public void onRemoteInvitationCanceled(RemoteInvitation invitation) {
    add(invitation.getContent(), Side.CALLEE, Phase.CANCELED);
  }

  @Override
  public void onRemoteInvitationFailure(RemoteInvitation invitation, int errorCode) {
    add(invitation.getContent(), Side.CALLEE, Phase.FAILED);
  }

  private void add(String name, Side side, Phase phase) {
    history.add(new InvitationStep(clock.now(), name, side, phase));
    if (phase == Phase.RECEIVED) {
      open.add(name);
    } else {
      open.remove(name);
    }
  }
}
