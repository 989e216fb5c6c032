package io.rtmkit.server.cluster;

import io.rtmkit.protocol.v1.ChannelPosition;
import io.rtmkit.server.core.channel.ChannelFacts;
import io.rtmkit.server.core.channel.ChannelKey;
import io.rtmkit.server.core.channel.ChannelReplica;
import io.rtmkit.server.core.channel.ChannelReplicas;
import io.rtmkit.server.core.channel.LogEvent;
import io.rtmkit.server.core.channel.StreamState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The parts of shared channels that are here, and what keeps them true: what a script has done is
 * applied here and told to the others, and where something is missing Redis is read. Thread-safe.
 */
final class SharedChannels {
  /** So long an event that is missing may still come by itself. */
  private static final long GAP_NANOS = Duration.ofMillis(100).toNanos();

  /** When Redis did not answer. */
  private static final long AGAIN_NANOS = Duration.ofSeconds(1).toNanos();

  private final Cluster cluster;
  private final ChannelReplicas replicas;
  private final ChannelNews news;

  /** Channels with a gap, and when it is to be read. */
  private final ConcurrentMap<ChannelKey, Long> gaps = new ConcurrentHashMap<>();

  /** Channels that are to be read although nothing is known to be missing. */
  private final Set<ChannelKey> unread = ConcurrentHashMap.newKeySet();

  SharedChannels(Cluster cluster, ChannelReplicas replicas) {
    this.cluster = cluster;
    this.replicas = replicas;
    this.news = new ChannelNews(cluster);
  }

  @Nullable ChannelReplica find(ChannelKey channel) {
    return replicas.find(channel);
  }

  ChannelReplicas replicas() {
    return replicas;
  }

  ChannelNews news() {
    return news;
  }

  /** A script has changed who is in a channel: applies it here, and tells the others. */
  void onRoster(ChannelKey channel, ChannelFacts facts, List<LogEvent> events) {
    ChannelReplica replica = replicas.find(channel);
    if (replica != null) {
      learnOtherLife(replica, facts);
      events.forEach(event -> onEvent(replica, event, null));
      learn(replica, facts);
    }
    if (events.isEmpty()) {
      news.tellCount(channel, facts);
    } else {
      news.tellEvents(channel, facts, events);
    }
  }

  /** An event has arrived, from a script or from another server. */
  void onEvent(ChannelReplica replica, LogEvent event, @Nullable Runnable applied) {
    long now = cluster.clock().nanoTime();
    if (replica.onEvent(event, applied, now)) {
      gaps.putIfAbsent(replica.key(), now + GAP_NANOS);
    }
  }

  /** If it is another life, its events say nothing of the one that is known here. */
  void learnOtherLife(ChannelReplica replica, ChannelFacts facts) {
    if (replica.isOtherLife(facts.epoch())) {
      learn(replica, facts);
    }
  }

  /** How a channel stands, as Redis says. */
  void learn(ChannelReplica replica, ChannelFacts facts) {
    replica.learn(facts, cluster.clock().nanoTime());
    replicas.noteWaiting(replica);
  }

  /** Reads what is missing where it has not come by itself; call it about ten times a second. */
  void tick() {
    long now = cluster.clock().nanoTime();
    for (Map.Entry<ChannelKey, Long> gap : gaps.entrySet()) {
      if (now - gap.getValue() >= 0) {
        gaps.remove(gap.getKey(), gap.getValue());
        ChannelReplica replica = replicas.find(gap.getKey());
        boolean asked = unread.remove(gap.getKey());
        if (replica != null && (asked || replica.state() != StreamState.WHOLE)) {
          fill(replica);
        }
      }
    }
    replicas.tick();
  }

  /** Compares the part of a channel that is here with Redis. */
  CompletableFuture<?> fill(ChannelReplica replica) {
    ChannelKey channel = replica.key();
    ChannelPosition position = replica.position();
    return cluster
        .channels()
        .read()
        .run(channel, position.getEpoch(), position.getOffset())
        .whenComplete(
            (slice, failure) -> {
              if (slice == null) {
                fillLater(channel);
                return;
              }
              if (hasLost(replica, position, slice.facts())) {
                restart(replica, position);
                return;
              }
              replica.fill(slice.facts(), slice.slice(), cluster.clock().nanoTime());
              learn(replica, slice.facts());
              compareNotices(replica, position, slice.facts());
            });
  }

  private void fillLater(ChannelKey channel) {
    unread.add(channel);
    gaps.putIfAbsent(channel, cluster.clock().nanoTime() + AGAIN_NANOS);
  }

  /** Whether Redis has lost events that were here before it was asked. */
  private static boolean hasLost(
      ChannelReplica replica, ChannelPosition known, ChannelFacts facts) {
    return facts.epoch() == known.getEpoch()
        && (facts.offset() < known.getOffset() || replica.state() == StreamState.CONTRADICTED);
  }

  /** Places were given twice, or will be: another life begins, and the members are told. */
  private void restart(ChannelReplica replica, ChannelPosition known) {
    ChannelKey channel = replica.key();
    boolean isTwice = replica.state() == StreamState.CONTRADICTED;
    ChannelPosition ahead =
        isTwice ? known.toBuilder().setOffset(Long.MAX_VALUE).build() : known; // for certain
    cluster
        .channels()
        .restart()
        .run(channel, ahead)
        .whenComplete(
            (facts, failure) -> {
              if (facts == null) {
                fillLater(channel);
                return;
              }
              learn(replica, facts);
              news.tellCount(channel, facts);
            });
  }

  private void compareNotices(
      ChannelReplica replica, ChannelPosition position, ChannelFacts facts) {
    ChannelKey channel = replica.key();
    if (facts.attributesTold() > position.getAttributesRevision()) {
      cluster
          .channels()
          .readAttributes()
          .channel(channel, List.of())
          .thenAccept(
              reply -> replica.onAttributes(reply.getAttributesList(), reply.getRevision()));
    }
    if (facts.locksRevision() > position.getLocksRevision()) {
      cluster
          .channels()
          .readLocks()
          .run(channel)
          .thenAccept(locks -> replica.onLocks(locks.all(), locks.revision()));
    }
  }

  /** Something was lost: compares everything with Redis. */
  void compareAll(Pace pace) {
    for (ChannelKey channel : replicas.keys()) {
      pace.run(
          () -> {
            ChannelReplica replica = replicas.find(channel);
            return replica == null ? CompletableFuture.completedFuture(null) : fill(replica);
          });
    }
  }
}
