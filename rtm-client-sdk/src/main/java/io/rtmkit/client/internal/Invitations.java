package io.rtmkit.client.internal;

import io.rtmkit.protocol.v1.InvitationKey;
import io.rtmkit.protocol.v1.InvitationPush;
import io.rtmkit.protocol.v1.InvitationStep;
import io.rtmkit.protocol.v1.Timing;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The call invitations from and to the user: takes what the server tells to the side that it is
 * for. The server decides how an invitation goes on; the client makes sure that each one ends, and
 * ends once. Loop thread.
 */
final class Invitations {
  private static final int USUAL_MS = 95_000;

  final LocalInvitations local;
  final RemoteInvitations remote;
  final CallEvents events;
  private String userId = "";

  Invitations(ClientContext context, Requests requests, ServerLimits limits, MessageIds ids) {
    events = new CallEvents(context.callbacks);
    local = new LocalInvitations(context, requests, limits, ids, events);
    remote = new RemoteInvitations(context, requests, limits, events);
  }

  void onLoggedIn(String newUserId, Timing timing) {
    userId = newUserId;
    int ms = timing.getInvitationMs() > 0 ? timing.getInvitationMs() : USUAL_MS;
    local.setLifetime(ms);
    remote.setLifetime(ms);
  }

  void onPush(InvitationPush push) {
    InvitationStep step = push.getStep();
    if (step == InvitationStep.INVITATION_STEP_INVITED) {
      remote.onInvited(push);
    } else if (!push.getCallerId().equals(userId) || !local.onPush(push)) {
      // Who calls himself is told the end twice.
      remote.onEnd(push);
    }
  }

  /** A lost session is not resumed: what the new one does not know of is over. */
  void onNewSession(List<InvitationKey> known) {
    Set<Long> localIds = new HashSet<>();
    Set<String> remoteKeys = new HashSet<>();
    for (InvitationKey each : known) {
      if (each.getCallerId().equals(userId)) {
        localIds.add(each.getInvitationId());
      }
      remoteKeys.add(RemoteInvitations.key(each.getCallerId(), each.getInvitationId()));
    }
    local.failUnless(localIds);
    remote.failUnless(remoteKeys);
  }

  void onLoggedOut() {
    local.failAll();
    remote.failAll();
  }
}
