package io.rtmkit.server.core.channel;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.rtmkit.protocol.v1.ChannelAttributesReply;
import io.rtmkit.protocol.v1.ChannelMessage;
import io.rtmkit.protocol.v1.ChannelPosition;
import io.rtmkit.protocol.v1.LockRequest;
import io.rtmkit.protocol.v1.LocksReply;
import io.rtmkit.protocol.v1.MemberJoined;
import io.rtmkit.protocol.v1.MemberLeft;
import io.rtmkit.protocol.v1.Publication;
import io.rtmkit.protocol.v1.WriteChannelAttributesRequest;
import io.rtmkit.server.core.MemoryBudget;
import io.rtmkit.server.core.Revisions;
import io.rtmkit.server.core.attribute.AttributesWritten;
import io.rtmkit.server.core.lane.Link;
import io.rtmkit.server.core.session.Session;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One channel: its roster and its stream of events. Thread-safe: guarded by its own monitor, under
 * which an event gets its offset, is encoded once and is handed to one batch per lane; so every
 * member sees the same order and the publisher pays per lane, not per member.
 */
final class Channel {
  private final ChannelKey key;
  private final ChannelRules rules;

  @GuardedBy("this")
  private final Map<String, Member> members = new LinkedHashMap<>(4);

  @GuardedBy("this")
  private final ChannelSeats seats;

  @GuardedBy("this")
  private final ChannelStream stream;

  @GuardedBy("this")
  private final CountPacer countPacer;

  @GuardedBy("this")
  private final ChannelMetadata metadata;

  @GuardedBy("this")
  private final DeliveryReceipts receipts;

  Channel(
      ChannelKey key,
      long epoch,
      ChannelRules rules,
      MemoryBudget history,
      MemoryBudget attributes,
      Revisions revisions) {
    this.key = key;
    this.rules = rules;
    this.seats = new ChannelSeats(this, rules.lanes());
    this.stream =
        new ChannelStream(key.channelId(), epoch, new ChannelLog(rules.channel(), history));
    this.countPacer = new CountPacer(rules);
    this.metadata = new ChannelMetadata(key.channelId(), seats, rules, attributes, revisions);
    this.receipts =
        new DeliveryReceipts(key.channelId(), rules.channel().receiptTimeout().toNanos());
  }

  /** Enters the session, or gives it a new seat if it is in already. */
  synchronized Joined join(Session session, Link link, @Nullable ChannelPosition since, long now) {
    Member member = find(session);
    boolean already = member != null;
    if (member == null) {
      member = enter(session, now);
    }
    List<byte[]> frames = new ArrayList<>();
    Resumed resumed = since == null ? null : catchUp(member, since, Integer.MAX_VALUE, frames, now);
    seats.take(member, link, frames);
    if (!already) {
      countChanged(now);
    }
    return new Joined(
        already,
        stream.epoch(),
        stream.offset(),
        members.size(),
        resumed == null ? null : resumed.recovery(),
        metadata.attributesRevision(),
        metadata.locksRevision());
  }

  /**
   * Gives a member that comes back a seat on its new connection, and what it missed.
   *
   * @param maxBytes the most that is replayed to it; older events are told as a gap
   */
  synchronized Resumed resume(
      Session session, Link link, ChannelPosition position, int maxBytes, long now) {
    Member member = find(session);
    if (member == null) {
      return new Resumed(stream.reset(), 0);
    }
    List<byte[]> frames = new ArrayList<>();
    Resumed resumed = catchUp(member, position, maxBytes, frames, now);
    frames.add(Publications.encodeCount(key.channelId(), members.size()));
    seats.take(member, link, frames);
    return resumed;
  }

  /** Collects what a member missed that was at a position; its client has what came before. */
  @GuardedBy("this")
  private Resumed catchUp(
      Member member, ChannelPosition position, int maxBytes, List<byte[]> frames, long now) {
    List<byte[]> notices = metadata.missedNotices(position, now);
    int noticeBytes = notices.stream().mapToInt(notice -> notice.length).sum();
    Replay replay = stream.after(position, member.userId(), maxBytes - noticeBytes);
    if (stream.isKnown(position)) {
      receipts.acknowledge(member, position.getOffset());
      receipts.giveUp(member, replay.from() - 1); // what is lost in a gap
    }
    frames.addAll(replay.frames());
    frames.addAll(notices);
    return new Resumed(stream.describe(position, replay), replay.bytes() + noticeBytes);
  }

  /**
   * Leaves; false if the session is no member.
   *
   * @param lost whether its client was lost and may come back: then the events are kept for it
   */
  synchronized boolean leave(Session session, boolean lost, long now) {
    Member member = find(session);
    if (member == null) {
      return false;
    }
    remove(member, now);
    countChanged(now);
    if (members.isEmpty() && !lost) {
      stream.log().clear();
    }
    return true;
  }

  /** The connection is gone: the member stays, its seat does not. */
  synchronized void detach(Session session, Link lost) {
    Member member = find(session);
    if (member != null && member.seat != null && member.seat.link == lost) {
      seats.leave(member);
    }
  }

  /** Publishes a message to all other members; returns its offset, or -1 if not a member. */
  synchronized long publish(Session session, PublishOrder order, long now) {
    Member member = find(session);
    return member == null ? -1 : publish(member, order, false, now);
  }

  /** Publishes a message whose sender wants delivery receipts. */
  synchronized Published publishWithReceipts(Session session, PublishOrder order, long now) {
    Member member = find(session);
    if (member == null) {
      return new Published(-1, 0);
    }
    int others = members.size() <= rules.membersListed() ? members.size() - 1 : 0;
    long offset = publish(member, order, others > 0, now);
    if (others > 0) {
      receipts.expect(offset, order.request().getMessageId(), session, others, now);
    }
    return new Published(offset, others);
  }

  @GuardedBy("this")
  private long publish(Member member, PublishOrder order, boolean acknowledge, long now) {
    ChannelMessage message = Publications.message(order, member.userId(), acknowledge);
    append(stream.next().setMessage(message).build(), now, member.userId(), member.session);
    return stream.offset();
  }

  /** The member's client has everything up to an offset; false if nobody wanted to know. */
  synchronized boolean acknowledge(Session session, long offset) {
    Member member = find(session);
    return member != null && offset <= stream.offset() && receipts.acknowledge(member, offset);
  }

  /** Writes the attributes for any user, member or not. */
  synchronized AttributesWritten writeAttributes(
      String userId, WriteChannelAttributesRequest request, long now, long nowMs) {
    return metadata.write(request, userId, now, nowMs);
  }

  synchronized ChannelAttributesReply readAttributes(List<String> keys, long now) {
    return metadata.read(keys, now);
  }

  /** Does something with a lock for any user, member or not. */
  synchronized LockAnswer lock(String userId, LockRequest request, long now) {
    return metadata.lock(request, userId, now);
  }

  synchronized LocksReply readLocks(long now) {
    return metadata.readLocks(now);
  }

  /** Null if the session is no member. */
  synchronized @Nullable List<String> members(Session session) {
    return find(session) == null
        ? null
        : members.keySet().stream().limit(rules.membersListed()).toList();
  }

  synchronized List<Session> sessions() {
    return members.values().stream().map(member -> member.session).toList();
  }

  synchronized int memberCount() {
    return members.size();
  }

  /** Drops what is old; true if nothing of the channel is worth keeping. */
  synchronized boolean expire(long now) {
    stream.log().expire(now);
    return members.isEmpty() && metadata.expire(now) && stream.log().isEmpty();
  }

  /** Tells what its time has come for; true if more waits for its time. */
  synchronized boolean tick(long now) {
    if (countPacer.isDue(now, members.size())) {
      tellCount(now);
    }
    metadata.expireLocks(now);
    receipts.tick(now);
    return waits();
  }

  /** Whether a count, a lock or a receipt waits for its time. */
  synchronized boolean waits() {
    return countPacer.owes() || metadata.hasLocks() || !receipts.isEmpty();
  }

  /** The member that this very session is, if it is one. */
  @GuardedBy("this")
  private @Nullable Member find(Session session) {
    Member member = members.get(session.user().userId());
    return member != null && member.session == session ? member : null;
  }

  @GuardedBy("this")
  private Member enter(Session session, long now) {
    Member leftOver = members.get(session.user().userId());
    if (leftOver != null) {
      remove(leftOver, now); // of an older session of the user, which is just ending
    }
    metadata.becameOccupied(now);
    Member member = new Member(session);
    members.put(member.userId(), member);
    if (members.size() <= rules.membersListed()) {
      MemberJoined joined = MemberJoined.newBuilder().setUserId(member.userId()).build();
      append(stream.next().setJoined(joined).build(), now, member.userId(), null);
    }
    member.acknowledged = stream.offset();
    return member;
  }

  @GuardedBy("this")
  private void remove(Member member, long now) {
    seats.leave(member);
    receipts.giveUp(member, Long.MAX_VALUE);
    boolean told = members.size() <= rules.membersListed();
    members.remove(member.userId());
    if (members.isEmpty()) {
      metadata.becameEmpty(now);
    }
    if (told) {
      MemberLeft left = MemberLeft.newBuilder().setUserId(member.userId()).build();
      append(stream.next().setLeft(left).build(), now, member.userId(), null);
    }
  }

  @GuardedBy("this")
  private void append(Publication event, long now, String userId, @Nullable Session publisher) {
    byte[] frame = Publications.encode(event);
    stream.log().add(event.getOffset(), now, frame, userId);
    seats.toAll(frame, publisher);
  }

  @GuardedBy("this")
  private void countChanged(long now) {
    countPacer.changed();
    if (countPacer.isDue(now, members.size())) {
      tellCount(now);
    }
  }

  @GuardedBy("this")
  private void tellCount(long now) {
    countPacer.told(now);
    seats.toAll(Publications.encodeCount(key.channelId(), members.size()), null);
  }
}
