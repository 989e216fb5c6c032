package io.rtmkit.server.cluster;

import io.rtmkit.server.cluster.script.ClosedSession;
import io.rtmkit.server.cluster.script.OpenedSession;
import io.rtmkit.server.cluster.script.StateBefore;
import io.rtmkit.server.core.channel.ChannelKey;
import io.rtmkit.server.core.channel.LostMembers;
import io.rtmkit.server.core.event.Event;
import io.rtmkit.server.core.event.OfflineReason;
import io.rtmkit.server.core.session.OnlineState;
import io.rtmkit.server.core.session.UserKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Does what a session leaves to be done whose own server may not be there to do it: leaves its
 * channels, tells who watches, ends its invitations. All of it may be done twice. Thread-safe.
 */
final class Aftermath {
  private final Cluster cluster;
  private final ChannelMembership channels;
  private final ClusterPresence presence;
  private final ClusterInvitations invitations;
  private final LostMembers lostMembers;
  private final Duration unswept;

  /**
   * Leaves nothing behind.
   *
   * @param unswept a server that is gone is swept away after this time at the latest
   */
  Aftermath(
      Cluster cluster,
      ChannelMembership channels,
      ClusterPresence presence,
      ClusterInvitations invitations,
      LostMembers lostMembers,
      Duration unswept) {
    this.cluster = cluster;
    this.channels = channels;
    this.presence = presence;
    this.invitations = invitations;
    this.lostMembers = lostMembers;
    this.unswept = unswept;
  }

  /**
   * A new session has taken the place of one that was elsewhere. If that was lost with its server,
   * the user is to find what it missed: ends when that has been tried once.
   */
  CompletableFuture<Void> displaced(UserKey user, OpenedSession opened) {
    String sessionId = opened.previousSessionId();
    if (cluster.sessions().find(user) != null
        && opened.previousNode().equals(cluster.bus().node())) {
      return Futures.done(); // it is here, and ends as it should
    }
    boolean gone = cluster.bus().isGone(opened.previousNode());
    if (gone) {
      tellOffline(user, sessionId, OfflineReason.REMOTE_LOGIN);
    }
    Long heardOfMs = gone ? heardOfMs(opened.before(), unswept) : null;
    CompletableFuture<Void> tried =
        leaveForSure(user, sessionId, opened.channels(), opened.invitations(), heardOfMs);
    return gone ? tried : Futures.done();
  }

  /**
   * A server is gone, and one of its users with it.
   *
   * @param silence the server was there before that
   */
  CompletableFuture<Void> sweep(UserKey user, String node, Duration silence) {
    return cluster
        .users()
        .close()
        .runForNode(user, node)
        .thenCompose(closed -> closed.closed() ? clean(user, closed, silence) : Futures.done())
        .thenCompose(cleaned -> Futures.ended(cluster.users().owned().remove(node, user)));
  }

  private CompletableFuture<Void> clean(UserKey user, ClosedSession closed, Duration silence) {
    presence.tell(user, OnlineState.OFFLINE, closed.presenceVersion(), closed.watchers());
    tellOffline(user, closed.sessionId(), OfflineReason.LOST);
    Long heardOfMs = heardOfMs(closed.before(), silence);
    return leaveForSure(
        user, closed.sessionId(), closed.channels(), closed.invitations(), heardOfMs);
  }

  private long heardOfMs(StateBefore before, Duration silence) {
    Duration grace = cluster.sessions().rules().session().grace();
    return before.heardOfMs(lostMembers.lastHeardOfMs(silence), grace);
  }

  /**
   * A user is lost in channels.
   *
   * @param heardOfMs when it was there for certain, Unix ms
   */
  void markLost(UserKey user, Collection<String> channelIds, long heardOfMs) {
    for (String channelId : channelIds) {
      cluster
          .retries()
          .run(() -> lostMembers.markLost(user, channelId, heardOfMs).toCompletableFuture());
    }
  }

  /** The server at which the session was cannot. */
  private void tellOffline(UserKey user, String sessionId, OfflineReason reason) {
    cluster.observers().events().tell(now -> new Event.UserOffline(user, sessionId, reason, now));
  }

  /**
   * A session leaves its channels and invitations, however often it takes.
   *
   * @param heardOfMs when its user was there for certain, if it was lost; Unix ms
   * @return ends when it has been tried once
   */
  private CompletableFuture<Void> leaveForSure(
      UserKey user,
      String sessionId,
      List<String> channelIds,
      List<String> names,
      @Nullable Long heardOfMs) {
    return cluster.retries().run(() -> leave(user, sessionId, channelIds, names, heardOfMs));
  }

  private CompletableFuture<Void> leave(
      UserKey user,
      String sessionId,
      List<String> channelIds,
      List<String> names,
      @Nullable Long heardOfMs) {
    List<CompletableFuture<?>> all = new ArrayList<>();
    for (String channelId : channelIds) {
      all.add(
          channels
              .leave(user, sessionId, new ChannelKey(user.appId(), channelId), true)
              .thenCompose(
                  left ->
                      heardOfMs == null
                          ? Futures.done()
                          : lostMembers
                              .markLost(user, channelId, Math.max(heardOfMs, left.joinedMs()))
                              .toCompletableFuture()));
    }
    all.add(invitations.sessionGone(user, sessionId, names));
    return Futures.each(all);
  }
}
