package io.rtmkit.server.cluster;

import io.rtmkit.protocol.v1.ChannelPosition;
import io.rtmkit.protocol.v1.ChannelRecovery;
import io.rtmkit.protocol.v1.RecoveryOutcome;
import io.rtmkit.server.cluster.script.JoinOrder;
import io.rtmkit.server.cluster.script.JoinedChannel;
import io.rtmkit.server.cluster.script.LeftChannel;
import io.rtmkit.server.cluster.script.MovedMember;
import io.rtmkit.server.core.channel.CatchUp;
import io.rtmkit.server.core.channel.ChannelFacts;
import io.rtmkit.server.core.channel.ChannelKey;
import io.rtmkit.server.core.channel.ChannelReplica;
import io.rtmkit.server.core.channel.Entered;
import io.rtmkit.server.core.channel.Joined;
import io.rtmkit.server.core.channel.Resumed;
import io.rtmkit.server.core.channel.ReturningMember;
import io.rtmkit.server.core.event.EventKind;
import io.rtmkit.server.core.lane.Link;
import io.rtmkit.server.core.port.LogIds;
import io.rtmkit.server.core.port.StoreException;
import io.rtmkit.server.core.session.Session;
import io.rtmkit.server.core.session.UserKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Who is in which channel: joins, leaves, and members who come back. Thread-safe. */
final class ChannelMembership {
  private final Cluster cluster;
  private final SharedChannels shared;
  private final ChannelTurns turns;
  private final MissedNotices notices;
  private final ChannelEvents events;

  ChannelMembership(Cluster cluster, SharedChannels shared, ChannelTurns turns) {
    this.cluster = cluster;
    this.shared = shared;
    this.turns = turns;
    this.notices = new MissedNotices(cluster);
    this.events = new ChannelEvents(cluster.observers().events());
  }

  CompletableFuture<Entered> enter(
      Session session, ChannelKey channel, @Nullable ChannelPosition since) {
    ChannelReplica replica = shared.replicas().beginJoin(channel);
    return note(session, channel)
        .thenCompose(noted -> turns.run(channel, () -> join(session, channel, since)))
        .thenCompose(
            joined ->
                notices
                    .read(channel, since, joined.facts())
                    .thenApply(missed -> onJoined(session, replica, since, joined, missed)))
        .whenComplete((entered, failure) -> shared.replicas().endJoin(channel));
  }

  /** So that somebody cleans up if this server does not. */
  private CompletableFuture<Void> note(Session session, ChannelKey channel) {
    return cluster
        .users()
        .sets()
        .addChannels(
            session.user(), sessionId(session), epoch(session), List.of(channel.channelId()))
        .thenAccept(
            mine -> {
              if (!mine) {
                throw StoreException.refused("the user logged in elsewhere");
              }
            });
  }

  private CompletableFuture<JoinedChannel> join(
      Session session, ChannelKey channel, @Nullable ChannelPosition since) {
    long firstStoredId = LogIds.first(cluster.clock().currentTimeMillis()) - 1;
    return cluster
        .channels()
        .join()
        .run(
            new JoinOrder(
                channel,
                cluster.bus().node(),
                session.user().userId(),
                sessionId(session),
                epoch(session),
                since,
                ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE),
                firstStoredId))
        .thenApply(
            joined -> {
              // In turn, so that what is published next finds it done.
              if (joined.created()) {
                events.tell(EventKind.CHANNEL_CREATED, session.user(), channel, 0);
              }
              if (!joined.already()) {
                int members = joined.facts().members();
                events.tell(EventKind.CHANNEL_JOINED, session.user(), channel, members);
                shared.onRoster(channel, joined.facts(), joined.events());
              }
              return joined;
            });
  }

  private Entered onJoined(
      Session session,
      ChannelReplica replica,
      @Nullable ChannelPosition since,
      JoinedChannel joined,
      List<byte[]> missed) {
    ChannelFacts facts = joined.facts();
    shared.learn(replica, facts);
    replica.enter(session, new CatchUp(facts, since, joined.replay(), missed));
    Joined entered =
        new Joined(
            joined.already(),
            facts.epoch(),
            facts.offset(),
            facts.members(),
            null,
            facts.attributesRevision(),
            facts.locksRevision());
    return new Entered(entered, facts.storedId(), joined.atMs());
  }

  /** Redis has lost a member that is here. */
  CompletableFuture<?> enterAgain(Session session, ChannelKey channel) {
    return note(session, channel)
        .thenCompose(noted -> turns.run(channel, () -> join(session, channel, null)))
        .thenAccept(
            joined -> {
              ChannelReplica replica = shared.find(channel);
              if (replica != null) {
                shared.learn(replica, joined.facts());
              }
            });
  }

  /** The session leaves; here it has left at once. */
  CompletableFuture<Boolean> leave(Session session, ChannelKey channel, boolean lost) {
    ChannelReplica replica = shared.find(channel);
    boolean here = replica != null && replica.leave(session);
    return leave(session.user(), sessionId(session), channel, lost)
        .thenApply(LeftChannel::left)
        .whenComplete(
            (left, failure) -> {
              shared.replicas().onLeft(channel);
              forget(session, channel);
            })
        .thenApply(left -> left || here);
  }

  private LeftChannel onLeft(UserKey user, ChannelKey channel, LeftChannel left) {
    if (left.left()) {
      events.tell(EventKind.CHANNEL_LEFT, user, channel, left.facts().members());
      shared.onRoster(channel, left.facts(), left.events());
    }
    if (left.destroyed()) {
      events.tell(EventKind.CHANNEL_DESTROYED, user, channel, 0);
    }
    return left;
  }

  private void forget(Session session, ChannelKey channel) {
    if (!session.isEnded()) {
      cluster
          .users()
          .sets()
          .removeChannels(
              session.user(), sessionId(session), epoch(session), List.of(channel.channelId()));
    }
  }

  /** A session leaves, wherever it is or was; it need not be here. */
  CompletableFuture<LeftChannel> leave(
      UserKey user, String sessionId, ChannelKey channel, boolean lost) {
    return turns.run(
        channel,
        () ->
            cluster
                .channels()
                .leave()
                .run(channel, cluster.bus().node(), user.userId(), sessionId, lost)
                .thenApply(left -> onLeft(user, channel, left)));
  }

  /** The session goes on elsewhere. */
  void letGo(Session session, ChannelKey channel) {
    ChannelReplica replica = shared.find(channel);
    if (replica != null) {
      replica.leave(session);
      shared.replicas().onLeft(channel);
    }
  }

  /** Reads what a session missed that comes back, or comes from another server. */
  CompletableFuture<ReturningMember> resume(Session session, List<ChannelPosition> positions) {
    Map<String, @Nullable ChannelPosition> byChannel = new LinkedHashMap<>();
    session.channels().forEach(channelId -> byChannel.put(channelId, null));
    positions.forEach(position -> byChannel.put(position.getChannelId(), position));
    List<CompletableFuture<Boolean>> moves = new ArrayList<>();
    byChannel.forEach(
        (channelId, position) ->
            moves.add(
                comeBack(session, new ChannelKey(session.user().appId(), channelId), position)));
    return Futures.all(moves)
        .thenApply(done -> (link, maxBytes) -> takeSeats(session, positions, link, maxBytes));
  }

  /** Answers whether the session is a member. */
  private CompletableFuture<Boolean> comeBack(
      Session session, ChannelKey channel, @Nullable ChannelPosition since) {
    ChannelReplica known = shared.find(channel);
    if (known != null && since != null && known.catchUpHere(session, since)) {
      return CompletableFuture.completedFuture(true);
    }
    ChannelReplica replica = shared.replicas().beginJoin(channel);
    return turns
        .run(
            channel,
            () ->
                cluster
                    .channels()
                    .move()
                    .run(
                        channel,
                        cluster.bus().node(),
                        session.user().userId(),
                        sessionId(session),
                        epoch(session),
                        since))
        .thenCompose(
            moved ->
                notices
                    .read(channel, since, moved.facts())
                    .thenApply(missed -> onMoved(session, replica, since, moved, missed)))
        .whenComplete((done, failure) -> shared.replicas().endJoin(channel));
  }

  private boolean onMoved(
      Session session,
      ChannelReplica replica,
      @Nullable ChannelPosition since,
      MovedMember moved,
      List<byte[]> missed) {
    if (!moved.moved()) {
      session.leaveChannel(replica.key().channelId());
      return false;
    }
    shared.learn(replica, moved.facts());
    replica.enter(session, new CatchUp(moved.facts(), since, moved.replay(), missed));
    return true;
  }

  private List<ChannelRecovery> takeSeats(
      Session session, List<ChannelPosition> positions, Link link, int maxBytes) {
    List<ChannelRecovery> recoveries = new ArrayList<>();
    int room = maxBytes;
    for (ChannelPosition position : positions) {
      ChannelKey channel = new ChannelKey(session.user().appId(), position.getChannelId());
      ChannelReplica replica = shared.find(channel);
      Resumed resumed = replica == null ? null : replica.comeBack(session, link, room);
      if (resumed == null) {
        recoveries.add(
            ChannelRecovery.newBuilder()
                .setChannelId(position.getChannelId())
                .setOutcome(RecoveryOutcome.RECOVERY_OUTCOME_RESET)
                .build());
      } else {
        recoveries.add(resumed.recovery());
        room -= resumed.replayedBytes();
      }
    }
    return recoveries;
  }

  private static String sessionId(Session session) {
    return session.identity().key().sessionId();
  }

  private static long epoch(Session session) {
    return session.identity().epoch();
  }
}
