package io.rtmkit.server.cluster;

import io.rtmkit.protocol.v1.InvitationPush;
import io.rtmkit.server.cluster.script.SessionRecord;
import io.rtmkit.server.cluster.wire.InvitationItem;
import io.rtmkit.server.cluster.wire.Item;
import io.rtmkit.server.core.invitation.Invitation;
import io.rtmkit.server.core.invitation.InvitationEvent;
import io.rtmkit.server.core.invitation.InvitationFacts;
import io.rtmkit.server.core.invitation.StepReceipt;
import io.rtmkit.server.core.session.Session;
import io.rtmkit.server.core.session.UserKey;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The two ends of invitations: steps go into the inboxes of those who are here, and word of a move
 * to the servers of those who are not. Thread-safe.
 */
final class InvitationEnds implements Invitation.Outbox {
  private final Cluster cluster;
  private final BiConsumer<Invitation, InvitationEvent> events;

  /** The server of a user who is elsewhere is told one thing after the other. */
  private final Sequence<UserKey> elsewhere = new Sequence<>();

  InvitationEnds(Cluster cluster, BiConsumer<Invitation, InvitationEvent> events) {
    this.cluster = cluster;
    this.events = events;
  }

  @Override
  public void ending(InvitationFacts end) {
    // Told by the server that moved it.
  }

  @Override
  public boolean tell(
      UserKey user, InvitationPush push, Invitation invitation, @Nullable InvitationEvent meaning) {
    Session session = cluster.sessions().find(user);
    // Whoever has none here is told elsewhere, or after the next login.
    return session == null
        || new StepReceipt(meaning, event -> events.accept(invitation, event))
            .deliver(session, push);
  }

  /** Tells the server of a user who is not here that an invitation has this version now. */
  void tellElsewhere(UserKey user, InvitationFacts facts, long version) {
    if (cluster.sessions().find(user) != null) {
      return; // told already
    }
    InvitationItem item =
        InvitationItem.newBuilder()
            .setAppId(facts.caller().appId())
            .setCallerId(facts.caller().userId())
            .setNumber(facts.number())
            .setVersion(version)
            .build();
    Item word = Item.newBuilder().setInvitation(item).build();
    elsewhere.run(
        user, () -> cluster.directory().look(user).thenAccept(session -> send(session, word)));
  }

  private void send(SessionRecord session, Item word) {
    if (!session.node().isEmpty()) {
      cluster.bus().send(session.node(), word);
    }
  }
}
