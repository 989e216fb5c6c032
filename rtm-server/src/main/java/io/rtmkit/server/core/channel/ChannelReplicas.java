package io.rtmkit.server.core.channel;

import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.Revisions;
import io.rtmkit.server.core.port.Observers;
import java.util.Collection;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The registry of the shared channels that have members on this server, or are about to have.
 * Thread-safe: creating and removing is settled inside {@code compute} on the key.
 */
public final class ChannelReplicas implements ChannelFigures {
  /** A replica, and how many joins are on their way into it. */
  private static final class Held {
    final ChannelReplica replica;
    int joins;

    Held(ChannelReplica replica) {
      this.replica = replica;
    }
  }

  private final ConcurrentMap<ChannelKey, Held> byKey = new ConcurrentHashMap<>();

  /** Those in which a count or a receipt waits for its time. */
  private final Set<ChannelReplica> waiting = ConcurrentHashMap.newKeySet();

  private final ChannelShare share;
  private final Clock clock;

  public ChannelReplicas(
      ChannelRules rules, Revisions revisions, Observers observers, Clock clock) {
    this.share = ChannelShare.of(rules, revisions, observers);
    this.clock = clock;
  }

  /** A join begins; {@link #endJoin} ends it. Until then the replica stays. */
  public ChannelReplica beginJoin(ChannelKey channel) {
    Held held =
        byKey.compute(
            channel,
            (key, known) -> {
              Held one = known == null ? new Held(new ChannelReplica(key, share)) : known;
              one.joins++;
              return one;
            });
    return held.replica;
  }

  /** A join has ended, well or not. */
  public void endJoin(ChannelKey channel) {
    byKey.computeIfPresent(
        channel,
        (key, held) -> {
          held.joins--;
          return stays(held);
        });
  }

  /** A member has left: the replica goes if that was the last one here. */
  public void onLeft(ChannelKey channel) {
    byKey.computeIfPresent(channel, (key, held) -> stays(held));
  }

  private @Nullable Held stays(Held held) {
    if (held.joins == 0 && held.replica.isEmpty()) {
      held.replica.close();
      return null;
    }
    return held;
  }

  /** Null if nobody of this server is in the channel. */
  public @Nullable ChannelReplica find(ChannelKey channel) {
    Held held = byKey.get(channel);
    return held == null ? null : held.replica;
  }

  @Override
  public Collection<ChannelKey> keys() {
    return byKey.keySet();
  }

  @Override
  public int size() {
    return byKey.size();
  }

  @Override
  public long memberTotal() {
    return byKey.values().stream().mapToLong(held -> held.replica.sessions().size()).sum();
  }

  @Override
  public long historyBytes() {
    return share.history().used();
  }

  @Override
  public long attributeBytes() {
    return 0;
  }

  /** Something may wait for its time. */
  public void noteWaiting(ChannelReplica replica) {
    if (replica.waits()) {
      waiting.add(replica);
    }
  }

  /** Tells counts and receipts whose time has come; call it about ten times a second. */
  public void tick() {
    long now = clock.nanoTime();
    for (Iterator<ChannelReplica> replicas = waiting.iterator(); replicas.hasNext(); ) {
      ChannelReplica replica = replicas.next();
      if (!replica.tick(now)) {
        replicas.remove();
        noteWaiting(replica); // something new in between
      }
    }
  }

  /** Drops events that are too old to be sent again; call it every few seconds. */
  public void expire() {
    long now = clock.nanoTime();
    byKey.values().forEach(held -> held.replica.expire(now));
  }
}
