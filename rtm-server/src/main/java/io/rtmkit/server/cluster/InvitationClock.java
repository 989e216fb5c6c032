package io.rtmkit.server.cluster;

import io.rtmkit.server.core.invitation.Invitation;
import io.rtmkit.server.core.invitation.InvitationEvent;
import io.rtmkit.server.core.invitation.InvitationRules;
import io.rtmkit.server.core.invitation.InvitationTimes;
import java.util.concurrent.CompletableFuture;

/**
 * Ends invitations whose time is over. The servers of both ends do so; whoever is first in Redis
 * decides. One thread.
 */
final class InvitationClock implements InvitationTimes.Due {
  private final Cluster cluster;
  private final InvitationCopies copies;
  private final InvitationTimes times;

  InvitationClock(Cluster cluster, InvitationCopies copies, InvitationRules rules) {
    this.cluster = cluster;
    this.copies = copies;
    this.times = new InvitationTimes(rules, this);
  }

  void tick() {
    times.tick(copies.all(), cluster.clock().nanoTime());
  }

  @Override
  public void notReceived(Invitation invitation) {
    copies.once(invitation, () -> endUnreceived(invitation));
  }

  @Override
  public void happen(Invitation invitation, InvitationEvent event) {
    copies.once(invitation, () -> copies.step(invitation, InvitationCopies.Step.of(event)));
  }

  @Override
  public void forget(Invitation invitation) {
    copies.forget(invitation);
  }

  private CompletableFuture<?> endUnreceived(Invitation invitation) {
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
