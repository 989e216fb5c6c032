package io.rtmkit.server.core.channel;

import io.rtmkit.protocol.v1.ChannelPosition;
import io.rtmkit.protocol.v1.ChannelRecovery;
import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.protocol.v1.PublishRequest;
import io.rtmkit.protocol.v1.RecoveryOutcome;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.MemoryBudget;
import io.rtmkit.server.core.lane.Link;
import io.rtmkit.server.core.session.Session;
import io.rtmkit.server.core.session.SessionListener;
import java.security.SecureRandom;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The registry of channels. A channel exists while it has members, or events that a member who lost
 * its session may come back for. Thread-safe: creating and removing is settled inside {@code
 * compute} on the key.
 */
public final class Channels implements SessionListener {
  private final ConcurrentMap<ChannelKey, Channel> byKey = new ConcurrentHashMap<>();
  private final Set<Channel> owingCounts = ConcurrentHashMap.newKeySet();
  private final SecureRandom random = new SecureRandom();
  private final MemoryBudget history;
  private final ChannelRules rules;
  private final Clock clock;

  public Channels(ChannelRules rules, Clock clock) {
    this.rules = rules;
    this.history = new MemoryBudget(rules.historyTotalBytes());
    this.clock = clock;
  }

  /**
   * Enters a session into a channel; a session that is in already gets a new seat.
   *
   * @param since what the session has of the channel from before, if anything
   */
  public Joined join(
      Session session, Link link, String channelId, @Nullable ChannelPosition since) {
    Joined[] joined = new Joined[1];
    long now = clock.nanoTime();
    byKey.compute(
        key(session, channelId),
        (key, existing) -> {
          Channel channel = existing == null ? newChannel(key) : existing;
          joined[0] = channel.join(session, link, since, now);
          noteCount(channel);
          return channel;
        });
    return joined[0];
  }

  /** Takes a session out of a channel; false if it was not in it. */
  public boolean leave(Session session, String channelId) {
    return leave(session, channelId, false);
  }

  private boolean leave(Session session, String channelId, boolean lost) {
    boolean[] left = new boolean[1];
    long now = clock.nanoTime();
    byKey.computeIfPresent(
        key(session, channelId),
        (key, channel) -> {
          left[0] = channel.leave(session, lost, now);
          noteCount(channel);
          return channel.expire(now) ? null : channel;
        });
    return left[0];
  }

  /** Publishes to all other members; returns the offset, or -1 if the session is not a member. */
  public long publish(Session session, PublishRequest request, long nowMs) {
    Channel channel = byKey.get(key(session, request.getChannelId()));
    return channel == null ? -1 : channel.publish(session, request, clock.nanoTime(), nowMs);
  }

  /**
   * Goes on in a channel on a new connection.
   *
   * @param maxBytes the most that is replayed; older events are told as a gap
   */
  public Resumed resume(Session session, Link link, ChannelPosition position, int maxBytes) {
    Channel channel = byKey.get(key(session, position.getChannelId()));
    if (channel == null) {
      return new Resumed(
          ChannelRecovery.newBuilder()
              .setChannelId(position.getChannelId())
              .setOutcome(RecoveryOutcome.RECOVERY_OUTCOME_RESET)
              .build(),
          0);
    }
    return channel.resume(session, link, position, maxBytes);
  }

  /** At most 512 members of a channel; null if the session is not one of them. */
  public @Nullable List<String> members(Session session, String channelId) {
    Channel channel = byKey.get(key(session, channelId));
    return channel == null ? null : channel.members(session);
  }

  /** How many members a channel has; 0 if there is no such channel. */
  public int memberCount(String appId, String channelId) {
    Channel channel = byKey.get(new ChannelKey(appId, channelId));
    return channel == null ? 0 : channel.memberCount();
  }

  public int size() {
    return byKey.size();
  }

  /** Memory that the events kept for returning members take. */
  public long historyBytes() {
    return history.used();
  }

  int owingCounts() {
    return owingCounts.size();
  }

  @Override
  public void onDetached(Session session, Link lost, Set<String> channels) {
    for (String channelId : channels) {
      Channel channel = byKey.get(key(session, channelId));
      if (channel != null) {
        channel.detach(session, lost);
      }
    }
  }

  @Override
  public void onEnded(Session session, CloseCode code, Set<String> channels) {
    boolean lost = code == CloseCode.CLOSE_CODE_HEARTBEAT_TIMEOUT;
    for (String channelId : channels) {
      leave(session, channelId, lost);
    }
  }

  /** Tells member counts that are due; call it about ten times a second, always on one thread. */
  public void tick() {
    long now = clock.nanoTime();
    for (Iterator<Channel> owing = owingCounts.iterator(); owing.hasNext(); ) {
      Channel channel = owing.next();
      if (channel.tellCountIfDue(now) || !channel.owesCount()) {
        owing.remove();
        noteCount(channel); // changed again in between
      }
    }
  }

  /** Drops old events and channels with nothing left; call it every few seconds. */
  public void expire() {
    long now = clock.nanoTime();
    for (ChannelKey key : byKey.keySet()) {
      byKey.computeIfPresent(key, (k, channel) -> channel.expire(now) ? null : channel);
    }
  }

  private void noteCount(Channel channel) {
    if (channel.owesCount()) {
      owingCounts.add(channel);
    }
  }

  private Channel newChannel(ChannelKey key) {
    return new Channel(key, random.nextLong(), rules, history);
  }

  private static ChannelKey key(Session session, String channelId) {
    return new ChannelKey(session.user().appId(), channelId);
  }
}
