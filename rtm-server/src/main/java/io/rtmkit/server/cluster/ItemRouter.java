package io.rtmkit.server.cluster;

import io.rtmkit.protocol.v1.ChannelLocksPush;
import io.rtmkit.protocol.v1.Publication;
import io.rtmkit.server.cluster.wire.ChannelAttributesItem;
import io.rtmkit.server.cluster.wire.ChannelCountItem;
import io.rtmkit.server.cluster.wire.ChannelEventsItem;
import io.rtmkit.server.cluster.wire.ChannelLocksItem;
import io.rtmkit.server.cluster.wire.ChannelReceiptsItem;
import io.rtmkit.server.cluster.wire.Item;
import io.rtmkit.server.core.channel.ChannelKey;
import io.rtmkit.server.core.channel.ChannelReplica;
import io.rtmkit.server.core.channel.LogEvent;
import org.jspecify.annotations.Nullable;

/** Takes what other servers send to whoever it is for. On the thread of the bus. */
final class ItemRouter {
  private final Cluster cluster;
  private final UserParts users;
  private final SharedChannels channels;
  private final ChannelMetadataCalls metadata;
  private final OperatorParts operators;

  ItemRouter(
      Cluster cluster,
      UserParts users,
      SharedChannels channels,
      ChannelMetadataCalls metadata,
      OperatorParts operators) {
    this.cluster = cluster;
    this.users = users;
    this.channels = channels;
    this.metadata = metadata;
    this.operators = operators;
  }

  OperatorParts operators() {
    return operators;
  }

  void onItem(String from, Item item) {
    switch (item.getBodyCase()) {
      case PEER_MESSAGE -> users.arrivals().onMessage(from, item.getPeerMessage());
      case PEER_ANSWER -> users.peers().onAnswer(from, item.getPeerAnswer());
      case CHANNEL_EVENTS -> onEvents(from, item.getChannelEvents());
      case CHANNEL_COUNT -> onCount(item.getChannelCount());
      case CHANNEL_ATTRIBUTES -> onAttributes(item.getChannelAttributes());
      case CHANNEL_LOCKS -> onLocks(item.getChannelLocks());
      case CHANNEL_RECEIPTS -> onReceipts(item.getChannelReceipts());
      case PRESENCE -> users.presence().onPresence(item.getPresence());
      case END_SESSION -> users.sessions().handover().onEndSession(from, item.getEndSession());
      case HANDED_OVER -> users.arrivals().onHandedOver(item.getHandedOver());
      case INVITATION -> users.invitations().onInvitation(item.getInvitation());
      case TABLE -> operators.tables().onTable(item.getTable());
      case ADMIN_REQUEST -> operators.servers().onRequest(from, item.getAdminRequest());
      case ADMIN_REPLY -> operators.servers().onReply(from, item.getAdminReply());
      case ADMIN_NOTICE -> operators.servers().onNotice(from, item.getAdminNotice());
      case PROBE, BODY_NOT_SET -> {} // the bus knows
    }
  }

  private void onEvents(String from, ChannelEventsItem item) {
    ChannelKey channel = new ChannelKey(item.getAppId(), item.getChannelId());
    ChannelReplica replica = channels.find(channel);
    if (replica == null) {
      return; // the last member here has just left
    }
    if (replica.isOtherLife(item.getEpoch())) {
      channels.fill(replica);
      return;
    }
    long offset = item.getFirstOffset();
    for (Publication event : item.getEventsList()) {
      channels.onEvent(
          replica, new LogEvent(offset, event), receipts(from, replica, event, offset));
      offset++;
    }
    count(replica, item.getMembers(), item.getRosterVersion());
  }

  /** The server of the sender waits for the receipts of the members here. */
  private @Nullable Runnable receipts(
      String from, ChannelReplica replica, Publication event, long offset) {
    if (!event.getMessage().getAcknowledge()) {
      return null;
    }
    ServerSink sink =
        new ServerSink(cluster.bus(), from, replica.key(), event.getMessage().getUserId());
    return () -> {
      replica.expectFor(
          sink, offset, event.getMessage().getMessageId(), cluster.clock().nanoTime());
      channels.replicas().noteWaiting(replica);
    };
  }

  private void onCount(ChannelCountItem item) {
    ChannelReplica replica = channels.find(new ChannelKey(item.getAppId(), item.getChannelId()));
    if (replica != null && replica.isOtherLife(item.getEpoch())) {
      channels.fill(replica);
    } else if (replica != null) {
      count(replica, item.getMembers(), item.getRosterVersion());
    }
  }

  private void count(ChannelReplica replica, int members, long rosterVersion) {
    replica.onCount(members, rosterVersion, cluster.clock().nanoTime());
    channels.replicas().noteWaiting(replica);
  }

  private void onAttributes(ChannelAttributesItem item) {
    ChannelReplica replica =
        channels.find(new ChannelKey(item.getAppId(), item.getAttributes().getChannelId()));
    if (replica != null) {
      replica.onAttributes(
          item.getAttributes().getAttributesList(), item.getAttributes().getRevision());
    }
  }

  private void onLocks(ChannelLocksItem item) {
    ChannelLocksPush locks = item.getLocks();
    metadata.onLocks(
        new ChannelKey(item.getAppId(), locks.getChannelId()),
        locks.getLocksList(),
        locks.getRevision());
  }

  private void onReceipts(ChannelReceiptsItem item) {
    ChannelReplica replica = channels.find(new ChannelKey(item.getAppId(), item.getChannelId()));
    if (replica != null) {
      replica.onReceipts(item.getOffset(), item.getUserIdsList(), item.getNever());
      channels.replicas().noteWaiting(replica);
    }
  }
}
