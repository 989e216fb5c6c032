package io.rtmkit.server.cluster;

import io.rtmkit.protocol.v1.ChannelAttributesReply;
import io.rtmkit.protocol.v1.ChannelLock;
import io.rtmkit.protocol.v1.LockRequest;
import io.rtmkit.protocol.v1.LocksReply;
import io.rtmkit.protocol.v1.WriteChannelAttributesRequest;
import io.rtmkit.server.core.attribute.AttributesWritten;
import io.rtmkit.server.core.channel.ChannelKey;
import io.rtmkit.server.core.channel.ChannelReplica;
import io.rtmkit.server.core.channel.LockAnswer;
import io.rtmkit.server.core.session.UserKey;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;

/**
 * The attributes and locks of channels. A lock that ends by itself is told by whichever server with
 * members looks first. Thread-safe.
 */
final class ChannelMetadataCalls {
  private final Cluster cluster;
  private final SharedChannels shared;
  private final ChannelTurns turns;

  /** When a lock of a channel ends next, of those channels that have members here. */
  private final ConcurrentMap<ChannelKey, Long> expiries = new ConcurrentHashMap<>();

  ChannelMetadataCalls(Cluster cluster, SharedChannels shared, ChannelTurns turns) {
    this.cluster = cluster;
    this.shared = shared;
    this.turns = turns;
  }

  CompletableFuture<AttributesWritten> writeAttributes(
      UserKey writer, WriteChannelAttributesRequest request) {
    ChannelKey channel = new ChannelKey(writer.appId(), request.getChannelId());
    return turns
        .run(
            channel,
            () ->
                cluster
                    .channels()
                    .writeAttributes()
                    .runForChannel(channel, writer.userId(), request))
        .thenApply(
            change -> {
              if (change.written().isDone() && request.getNotifyMembers()) {
                long revision = change.written().revision();
                ChannelReplica replica = shared.find(channel);
                if (replica != null) {
                  replica.onAttributes(change.all(), revision);
                }
                shared.news().tellAttributes(channel, change.all(), revision, change.nodes());
              }
              return change.written();
            });
  }

  /** Behind what has just been written from here. */
  CompletableFuture<ChannelAttributesReply> readAttributes(ChannelKey channel, List<String> keys) {
    return turns.run(channel, () -> cluster.channels().readAttributes().channel(channel, keys));
  }

  CompletableFuture<LockAnswer> lock(UserKey user, LockRequest request) {
    ChannelKey channel = new ChannelKey(user.appId(), request.getChannelId());
    return turns
        .run(channel, () -> cluster.channels().lock().run(channel, user.userId(), request))
        .thenApply(
            change -> {
              onChange(channel, change.changed(), change.all(), change.revision(), change.nodes());
              return change.answer();
            });
  }

  private void onChange(
      ChannelKey channel,
      boolean changed,
      List<ChannelLock> locks,
      long revision,
      List<String> nodes) {
    onLocks(channel, locks, revision);
    if (changed) {
      shared.news().tellLocks(channel, locks, revision, nodes);
    }
  }

  /** The locks of a channel are these now. */
  void onLocks(ChannelKey channel, List<ChannelLock> locks, long revision) {
    ChannelReplica replica = shared.find(channel);
    if (replica == null) {
      return;
    }
    replica.onLocks(locks, revision);
    int first = locks.stream().mapToInt(ChannelLock::getExpiresInMs).min().orElse(0);
    if (locks.isEmpty()) {
      expiries.remove(channel);
    } else {
      expiries.put(channel, cluster.clock().nanoTime() + TimeUnit.MILLISECONDS.toNanos(first));
    }
  }

  CompletableFuture<LocksReply> readLocks(ChannelKey channel) {
    return turns
        .run(channel, () -> cluster.channels().readLocks().run(channel))
        .thenApply(
            change -> {
              onChange(channel, change.changed(), change.all(), change.revision(), change.nodes());
              return LocksReply.newBuilder()
                  .setChannelId(channel.channelId())
                  .addAllLocks(change.all())
                  .setRevision(change.revision())
                  .build();
            });
  }

  /** Looks at locks whose time is over; call it about ten times a second. */
  void tick() {
    long now = cluster.clock().nanoTime();
    for (Map.Entry<ChannelKey, Long> expiry : expiries.entrySet()) {
      ChannelKey channel = expiry.getKey();
      if (now - expiry.getValue() >= 0 && expiries.remove(channel, expiry.getValue())) {
        if (shared.find(channel) != null) {
          cluster.retries().run(() -> readLocks(channel));
        }
      }
    }
  }
}
