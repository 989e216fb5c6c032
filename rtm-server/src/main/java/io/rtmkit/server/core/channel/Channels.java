package io.rtmkit.server.core.channel;

import io.rtmkit.protocol.v1.ChannelAck;
import io.rtmkit.protocol.v1.ChannelAttributesReply;
import io.rtmkit.protocol.v1.ChannelPosition;
import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.protocol.v1.LockRequest;
import io.rtmkit.protocol.v1.LocksReply;
import io.rtmkit.protocol.v1.WriteChannelAttributesRequest;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.Revisions;
import io.rtmkit.server.core.attribute.AttributesWritten;
import io.rtmkit.server.core.lane.Link;
import io.rtmkit.server.core.port.Observers;
import io.rtmkit.server.core.session.Session;
import io.rtmkit.server.core.session.SessionListener;
import io.rtmkit.server.core.session.UserKey;
import java.security.SecureRandom;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The registry of channels. A channel exists while it has members, events that a member who lost
 * its session may come back for, attributes or locks. Thread-safe: creating and removing is settled
 * inside {@code compute} on the key.
 */
public final class Channels implements SessionListener, ChannelFigures {
  private final ConcurrentMap<ChannelKey, Channel> byKey = new ConcurrentHashMap<>();

  /** Those in which a count, a lock or a receipt waits for its time. */
  private final Set<Channel> waiting = ConcurrentHashMap.newKeySet();

  private final SecureRandom random = new SecureRandom();
  private final ChannelShare share;
  private final Clock clock;

  public Channels(ChannelRules rules, Revisions revisions, Observers observers, Clock clock) {
    this.share = ChannelShare.of(rules, revisions, observers);
    this.clock = clock;
  }

  /** Enters a session into a channel; its seat it takes later. One that is in already stays in. */
  public Entered enter(Session session, String channelId) {
    Entered[] entered = new Entered[1];
    long now = clock.nanoTime();
    long nowMs = clock.currentTimeMillis();
    change(
        session.user(), channelId, now, channel -> entered[0] = channel.enter(session, now, nowMs));
    return entered[0];
  }

  /** Gives a session that has entered its seat; null if it is no member any more. */
  public @Nullable Joined takeSeat(Session session, String channelId, SeatRequest request) {
    Channel channel = byKey.get(key(session, channelId));
    return channel == null ? null : channel.takeSeat(session, request, clock.nanoTime());
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
          noteWaiting(channel);
          return channel.expire(now) ? null : channel;
        });
    return left[0];
  }

  /** Publishes to all other members. */
  public Published publish(Session session, PublishOrder order) {
    Channel channel = byKey.get(key(session, order.request().getChannelId()));
    if (channel == null) {
      return Published.NOT_IN_CHANNEL;
    }
    Published published = channel.publish(session, order, clock.nanoTime());
    if (published.receiptsExpected() > 0) {
      noteWaiting(channel);
    }
    return published;
  }

  /** Publishes in the name of a user, to all members but that user; 0 if nobody is there. */
  public Published publishAs(UserKey sender, PublishOrder order) {
    Channel channel = byKey.get(new ChannelKey(sender.appId(), order.request().getChannelId()));
    return channel == null
        ? Published.TO_NOBODY
        : channel.publishAs(sender.userId(), order, clock.nanoTime());
  }

  /** A member's client has everything up to an offset; false if nobody wanted to know. */
  public boolean acknowledge(Session session, ChannelAck ack) {
    Channel channel = byKey.get(key(session, ack.getChannelId()));
    return channel != null && channel.acknowledge(session, ack.getOffset());
  }

  /** Writes the attributes of a channel that the writer need not be in. */
  public AttributesWritten writeAttributes(UserKey writer, WriteChannelAttributesRequest request) {
    AttributesWritten[] written = new AttributesWritten[1];
    long now = clock.nanoTime();
    long nowMs = clock.currentTimeMillis();
    change(
        writer,
        request.getChannelId(),
        now,
        channel ->
            written[0] = channel.withMetadata(m -> m.write(request, writer.userId(), now, nowMs)));
    return written[0];
  }

  /** The attributes with these keys, or all; none if there is no such channel. */
  public ChannelAttributesReply readAttributes(String appId, String channelId, List<String> keys) {
    Channel channel = byKey.get(new ChannelKey(appId, channelId));
    return channel == null
        ? ChannelAttributesReply.newBuilder().setChannelId(channelId).build()
        : channel.withMetadata(metadata -> metadata.read(keys, clock.nanoTime()));
  }

  /** Does something with a lock of a channel that the session need not be in. */
  public LockAnswer lock(Session session, LockRequest request) {
    LockAnswer[] answer = new LockAnswer[1];
    long now = clock.nanoTime();
    change(
        session.user(),
        request.getChannelId(),
        now,
        channel ->
            answer[0] = channel.withMetadata(m -> m.lock(request, session.user().userId(), now)));
    return answer[0];
  }

  /** The locks of a channel; none if there is no such channel. */
  public LocksReply readLocks(String appId, String channelId) {
    Channel channel = byKey.get(new ChannelKey(appId, channelId));
    return channel == null
        ? LocksReply.newBuilder().setChannelId(channelId).build()
        : channel.withMetadata(metadata -> metadata.readLocks(clock.nanoTime()));
  }

  /** Changes a channel, which is there for it, and afterwards if there is anything to keep. */
  private void change(UserKey user, String channelId, long now, Consumer<Channel> change) {
    byKey.compute(
        new ChannelKey(user.appId(), channelId),
        (key, existing) -> {
          Channel channel = existing == null ? newChannel(key, user) : existing;
          change.accept(channel);
          noteWaiting(channel);
          return channel.expire(now) ? null : channel;
        });
  }

  /**
   * Goes on in a channel on a new connection.
   *
   * @param maxBytes the most that is replayed; older events are told as a gap
   */
  public Resumed resume(Session session, Link link, ChannelPosition position, int maxBytes) {
    Channel channel = byKey.get(key(session, position.getChannelId()));
    return channel == null
        ? Resumed.reset(position.getChannelId())
        : channel.resume(session, link, position, maxBytes, clock.nanoTime());
  }

  /** Whether a session is in a channel. */
  public boolean isMember(Session session, String channelId) {
    Channel channel = byKey.get(key(session, channelId));
    return channel != null && channel.isMember(session);
  }

  /** At most 512 members of a channel; null if the session is not one of them. */
  public @Nullable List<String> members(Session session, String channelId) {
    Channel channel = byKey.get(key(session, channelId));
    return channel == null ? null : channel.members(session);
  }

  /** The sessions that are in the channel. */
  public List<Session> sessions(String appId, String channelId) {
    Channel channel = byKey.get(new ChannelKey(appId, channelId));
    return channel == null ? List.of() : channel.sessions();
  }

  /** How many members a channel has; 0 if there is no such channel. */
  public int memberCount(String appId, String channelId) {
    Channel channel = byKey.get(new ChannelKey(appId, channelId));
    return channel == null ? 0 : channel.memberCount();
  }

  @Override
  public int size() {
    return byKey.size();
  }

  @Override
  public long memberTotal() {
    return byKey.values().stream().mapToLong(Channel::memberCount).sum();
  }

  @Override
  public long historyBytes() {
    return share.history().used();
  }

  @Override
  public long attributeBytes() {
    return share.attributes().used();
  }

  /** All channels, as they come and go. */
  @Override
  public Set<ChannelKey> keys() {
    return byKey.keySet();
  }

  int waiting() {
    return waiting.size();
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

  /**
   * Tells counts, expired locks and receipts whose time has come; call it about ten times a second,
   * always on one thread.
   */
  public void tick() {
    long now = clock.nanoTime();
    for (Iterator<Channel> channels = waiting.iterator(); channels.hasNext(); ) {
      Channel channel = channels.next();
      if (!channel.tick(now)) {
        channels.remove();
        noteWaiting(channel); // something new in between
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

  private void noteWaiting(Channel channel) {
    if (channel.waits()) {
      waiting.add(channel);
    }
  }

  private Channel newChannel(ChannelKey key, UserKey creator) {
    String userId = creator.userId();
    return new Channel(key, userId, random.nextLong(), clock.currentTimeMillis(), share);
  }

  private static ChannelKey key(Session session, String channelId) {
    return new ChannelKey(session.user().appId(), channelId);
  }
}
