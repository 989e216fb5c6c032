package io.rtmkit.server.cluster;

import io.rtmkit.server.core.invitation.Invitation;
import io.rtmkit.server.core.invitation.InvitationEvent;
import io.rtmkit.server.core.invitation.InvitationRules;
import java.util.concurrent.CompletableFuture;

/**
 * Ends invitations whose time is over. The servers of both ends do so; whoever is first in Redis
 * decides. One thread.
 */
final class InvitationClock {
  private final Cluster cluster;
  private final InvitationCopies copies;
  private final InvitationRules rules;

  InvitationClock(Cluster cluster, InvitationCopies copies, InvitationRules rules) {
    this.cluster = cluster;
    this.copies = copies;
    this.rules = rules;
  }

  void tick() {
    long now = cluster.clock().nanoTime();
    for (Invitation invitation : copies.all()) {
      invitation.tellOwed();
      look(invitation, now);
    }
  }

  private void look(Invitation invitation, long now) {
    long sinceSent = now - invitation.sentNanos();
    long inState = now - invitation.sinceNanos();
    switch (invitation.state()) {
      case SENT -> {
        if (sinceSent >= rules.config().receiveTimeout().toNanos()) {
          copies.once(invitation, () -> notReceived(invitation));
        }
      }
      case RECEIVED -> {
        if (sinceSent >= rules.config().answerTimeout().toNanos()) {
          expire(invitation, InvitationEvent.EXPIRE);
        }
      }
      case ACCEPTING -> {
        if (inState >= rules.config().acceptTimeout().toNanos()) {
          expire(invitation, InvitationEvent.CALLER_SILENT);
        }
      }
      default -> {
        if (inState >= rules.keepNanos()) {
          copies.forget(invitation);
        }
      }
    }
  }

  private void expire(Invitation invitation, InvitationEvent event) {
    copies.once(invitation, () -> copies.step(invitation, InvitationCopies.Step.of(event)));
  }

  private CompletableFuture<?> notReceived(Invitation invitation) {
    return cluster
        .directory()
        .look(invitation.facts().callee())
        .thenCompose(
            session -> {
              InvitationEvent event =
                  session.node().isEmpty()
                      ? InvitationEvent.CALLEE_OFFLINE
                      : InvitationEvent.CALLEE_SILENT;
              return copies.step(invitation, InvitationCopies.Step.of(event));
            });
  }
}
