package io.rtmkit.server.cluster;

import io.rtmkit.protocol.v1.ChannelAck;
import io.rtmkit.protocol.v1.ChannelAttributesReply;
import io.rtmkit.protocol.v1.ChannelPosition;
import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.protocol.v1.LockRequest;
import io.rtmkit.protocol.v1.LocksReply;
import io.rtmkit.protocol.v1.WriteChannelAttributesRequest;
import io.rtmkit.server.cluster.script.RosterPlaces;
import io.rtmkit.server.core.attribute.AttributesWritten;
import io.rtmkit.server.core.channel.ChannelKey;
import io.rtmkit.server.core.channel.ChannelReplica;
import io.rtmkit.server.core.channel.ChannelService;
import io.rtmkit.server.core.channel.Entered;
import io.rtmkit.server.core.channel.Joined;
import io.rtmkit.server.core.channel.LockAnswer;
import io.rtmkit.server.core.channel.PublishOrder;
import io.rtmkit.server.core.channel.Published;
import io.rtmkit.server.core.channel.ReturningMember;
import io.rtmkit.server.core.channel.Roster;
import io.rtmkit.server.core.channel.SeatRequest;
import io.rtmkit.server.core.lane.Link;
import io.rtmkit.server.core.port.Answer;
import io.rtmkit.server.core.session.Session;
import io.rtmkit.server.core.session.SessionListener;
import io.rtmkit.server.core.session.UserKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Channels over all servers: what changes them is a script, one after the other for each channel,
 * and what comes of it is applied to the part of the channel that is here and told to the servers
 * that have other members. Thread-safe.
 */
final class ClusterChannels implements ChannelService, SessionListener {
  private final Cluster cluster;
  private final SharedChannels shared;
  private final ChannelMembership membership;
  private final ChannelPublishing publishing;
  private final ChannelMetadataCalls metadata;
  private final int membersListed;

  ClusterChannels(Cluster cluster, SharedChannels shared, int membersListed) {
    this.cluster = cluster;
    this.shared = shared;
    this.membersListed = membersListed;
    this.publishing = new ChannelPublishing(cluster, shared, this::enterAgain, membersListed);
    this.membership = new ChannelMembership(cluster, shared, publishing.turns());
    this.metadata = new ChannelMetadataCalls(cluster, shared, publishing.turns());
  }

  private CompletableFuture<?> enterAgain(Session session, ChannelKey channel) {
    return membership.enterAgain(session, channel);
  }

  ChannelMembership membership() {
    return membership;
  }

  ChannelMetadataCalls metadata() {
    return metadata;
  }

  @Override
  public void enter(
      Session session, String channelId, @Nullable ChannelPosition since, Answer<Entered> answer) {
    Futures.answer(membership.enter(session, key(session, channelId), since), answer);
  }

  @Override
  public @Nullable Joined takeSeat(Session session, String channelId, SeatRequest request) {
    ChannelReplica replica = shared.find(key(session, channelId));
    return replica == null ? null : replica.takeSeat(session, request);
  }

  @Override
  public boolean isMember(Session session, String channelId) {
    ChannelReplica replica = shared.find(key(session, channelId));
    return replica != null && replica.isMember(session);
  }

  @Override
  public void leave(Session session, String channelId, Answer<Boolean> answer) {
    ChannelKey channel = key(session, channelId);
    CompletableFuture<Boolean> left = membership.leave(session, channel, false);
    Futures.answer(left, answer);
    left.whenComplete(
        (done, failure) -> {
          if (failure != null) {
            cluster.retries().run(() -> leaveAfterAll(session, channel));
          }
        });
  }

  /** Unless the session has come back meanwhile. */
  private CompletableFuture<?> leaveAfterAll(Session session, ChannelKey channel) {
    return session.isInChannel(channel.channelId())
        ? Futures.done()
        : membership.leave(session, channel, false);
  }

  @Override
  public void publish(Session session, PublishOrder order, Answer<Published> answer) {
    publishing.publish(session, order, answer);
  }

  @Override
  public void publishAs(UserKey sender, PublishOrder order, Answer<Published> answer) {
    publishing.publishAs(sender, order, answer);
  }

  @Override
  public boolean findsPublished() {
    return true;
  }

  @Override
  public boolean acknowledge(Session session, ChannelAck ack) {
    ChannelReplica replica = shared.find(key(session, ack.getChannelId()));
    return replica != null && replica.acknowledge(session, ack.getOffset());
  }

  @Override
  public void writeAttributes(
      UserKey writer, WriteChannelAttributesRequest request, Answer<AttributesWritten> answer) {
    Futures.answer(metadata.writeAttributes(writer, request), answer);
  }

  @Override
  public void readAttributes(
      String appId, String channelId, List<String> keys, Answer<ChannelAttributesReply> answer) {
    Futures.answer(metadata.readAttributes(new ChannelKey(appId, channelId), keys), answer);
  }

  @Override
  public void lock(Session session, LockRequest request, Answer<LockAnswer> answer) {
    Futures.answer(metadata.lock(session.user(), request), answer);
  }

  @Override
  public void readLocks(String appId, String channelId, Answer<LocksReply> answer) {
    Futures.answer(metadata.readLocks(new ChannelKey(appId, channelId)), answer);
  }

  @Override
  public void resume(
      Session session, List<ChannelPosition> positions, Answer<ReturningMember> answer) {
    Futures.answer(membership.resume(session, positions), answer);
  }

  @Override
  public void members(Session session, String channelId, Answer<Roster> answer) {
    Futures.answer(
        cluster
            .channels()
            .members()
            .run(
                key(session, channelId),
                session.user().userId(),
                session.identity().key().sessionId(),
                membersListed),
        answer);
  }

  private CompletableFuture<List<String>> readMemberIds(ChannelKey channel) {
    return cluster
        .channels()
        .members()
        .runForOperator(channel, Integer.MAX_VALUE)
        .thenApply(roster -> roster.places().stream().map(RosterPlaces.Place::userId).toList());
  }

  @Override
  public void memberIds(ChannelKey channel, Answer<List<String>> answer) {
    Futures.answer(readMemberIds(channel), answer);
  }

  @Override
  public void memberCounts(String appId, List<String> channelIds, Answer<List<Integer>> answer) {
    List<CompletableFuture<Integer>> counts = new ArrayList<>();
    for (String channelId : channelIds) {
      counts.add(cluster.channels().count().run(new ChannelKey(appId, channelId)));
    }
    Futures.answer(Futures.all(counts), answer);
  }

  @Override
  public void onDetached(Session session, Link lost, Set<String> channels) {
    for (String channelId : channels) {
      ChannelReplica replica = shared.find(key(session, channelId));
      if (replica != null) {
        replica.detach(session, lost);
      }
    }
  }

  @Override
  public void onMoved(Session session, Set<String> channels) {
    for (String channelId : channels) {
      membership.letGo(session, key(session, channelId));
    }
  }

  @Override
  public void onEnded(Session session, CloseCode code, Set<String> channels) {
    boolean lost = code == CloseCode.CLOSE_CODE_HEARTBEAT_TIMEOUT;
    for (String channelId : channels) {
      ChannelKey channel = key(session, channelId);
      cluster.retries().run(() -> membership.leave(session, channel, lost));
    }
  }

  private static ChannelKey key(Session session, String channelId) {
    return new ChannelKey(session.user().appId(), channelId);
  }
}
