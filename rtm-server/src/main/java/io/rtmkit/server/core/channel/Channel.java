package io.rtmkit.server.core.channel;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.rtmkit.protocol.v1.ChannelPosition;
import io.rtmkit.protocol.v1.ChannelRecovery;
import io.rtmkit.protocol.v1.Publication;
import io.rtmkit.server.core.lane.Link;
import io.rtmkit.server.core.port.MissedBound;
import io.rtmkit.server.core.session.Session;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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
  private final ChannelLife life;

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

  Channel(ChannelKey key, String creator, long epoch, long createdMs, ChannelShare share) {
    this.key = key;
    this.rules = share.rules();
    this.life = new ChannelLife(key, creator, share.observers().events());
    this.seats = new ChannelSeats(this, rules.lanes());
    this.stream = new ChannelStream(key.channelId(), epoch, createdMs, share);
    this.countPacer = new CountPacer(rules);
    this.metadata = new ChannelMetadata(key.channelId(), seats, share);
    this.receipts = new DeliveryReceipts(rules.channel().receiptTimeout().toNanos());
  }

  @GuardedBy("this")
  private Joined joined(boolean already, long offset, @Nullable ChannelRecovery recovery) {
    return new Joined(
        already,
        stream.epoch(),
        offset,
        members.size(),
        recovery,
        metadata.attributesRevision(),
        metadata.locksRevision());
  }

  /** Enters the session without a seat, if it is not in already; the times are now. */
  synchronized Entered enter(Session session, long now, long nowMs) {
    boolean already = find(session) != null;
    if (!already) {
      enterNew(session, now);
      countChanged(now);
    }
    return new Entered(joined(already, stream.offset(), null), stream.storedId(), nowMs);
  }

  /** Gives a member that has entered its seat, and what came since; null if it has left. */
  synchronized @Nullable Joined takeSeat(Session session, SeatRequest request, long now) {
    Member member = find(session);
    if (member == null) {
      return null;
    }
    Entered entered = request.entered();
    ChannelPosition since = request.since();
    boolean known = since != null && stream.isKnown(since);
    ChannelPosition from =
        known && since != null ? since : entered.position(key.channelId(), since);
    List<byte[]> frames = new ArrayList<>();
    Resumed resumed = catchUp(member, from, Integer.MAX_VALUE, frames, now);
    request
        .missed()
        .accept(known ? resumed.missed(entered.storedId()) : MissedBound.upTo(entered.storedId()));
    seats.take(member, request.link(), frames);
    ChannelRecovery recovery = known ? resumed.recovery() : stream.reset();
    long offset = known ? stream.offset() : from.getOffset();
    return joined(entered.joined().already(), offset, since == null ? null : recovery);
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
      return new Resumed(stream.reset(), 0, 0);
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
    return new Resumed(
        stream.describe(position, replay), replay.bytes() + noticeBytes, replay.firstStoredId());
  }

  /** Leaves; false if the session is no member. The events are kept for one that was lost. */
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

  /** Publishes a message to all other members; its sender may want delivery receipts. */
  synchronized Published publish(Session session, PublishOrder order, long now) {
    Member member = find(session);
    if (member == null) {
      return Published.NOT_IN_CHANNEL;
    }
    boolean wanted = order.wantsReceipts() && members.size() <= rules.membersListed();
    int others = wanted ? members.size() - 1 : 0;
    Publication event = stream.message(order, member.userId(), others > 0, members.size() - 1);
    append(event, now, member.userId(), member.session);
    if (others > 0) {
      ReceiptSink sink = new SenderSink(key.channelId(), session);
      receipts.expect(stream.offset(), order.request().getMessageId(), sink, others, now);
    }
    return new Published(stream.offset(), others);
  }

  /** Publishes in the name of a user to all members but that user. */
  synchronized Published publishAs(String userId, PublishOrder order, long now) {
    Member member = members.get(userId);
    int receivers = members.size() - (member == null ? 0 : 1);
    Publication event = stream.message(order, userId, false, receivers);
    append(event, now, userId, member == null ? null : member.session);
    return new Published(stream.offset(), 0);
  }

  /** The member's client has everything up to an offset; false if nobody wanted to know. */
  synchronized boolean acknowledge(Session session, long offset) {
    Member member = find(session);
    return member != null && offset <= stream.offset() && receipts.acknowledge(member, offset);
  }

  /** Does something with attributes or locks, for any user, member or not. */
  synchronized <T> T withMetadata(Function<ChannelMetadata, T> use) {
    return use.apply(metadata);
  }

  synchronized boolean isMember(Session session) {
    return find(session) != null;
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

  /** Drops what is old; true if nothing is worth keeping: then the channel is to be removed. */
  synchronized boolean expire(long now) {
    stream.log().expire(now);
    return life.looked(members.isEmpty() && metadata.expire(now) && stream.log().isEmpty());
  }

  /** Tells what its time has come for; true if more waits for its time. */
  synchronized boolean tick(long now) {
    tellCountIfDue(now);
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
  private Member enterNew(Session session, long now) {
    Member leftOver = members.get(session.user().userId());
    if (leftOver != null) {
      remove(leftOver, now); // of an older session of the user, which is just ending
    }
    metadata.becameOccupied(now);
    Member member = new Member(session);
    members.put(member.userId(), member);
    life.joined(member.userId(), members.size());
    if (members.size() <= rules.membersListed()) {
      append(stream.joined(member.userId()), now, member.userId(), null);
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
    life.left(member.userId(), members.size());
    if (members.isEmpty()) {
      metadata.becameEmpty(now);
    }
    if (told) {
      append(stream.left(member.userId()), now, member.userId(), null);
    }
  }

  @GuardedBy("this")
  private void append(Publication event, long now, String userId, @Nullable Session publisher) {
    byte[] frame = Publications.encode(event);
    long storedId = event.getMessage().getStoredId(); // 0 if it is no message
    stream.log().add(event.getOffset(), now, frame, userId, storedId);
    seats.toAll(frame, publisher);
  }

  @GuardedBy("this")
  private void countChanged(long now) {
    countPacer.changed();
    tellCountIfDue(now);
  }

  @GuardedBy("this")
  private void tellCountIfDue(long now) {
    if (countPacer.isDue(now, members.size())) {
      countPacer.told(now);
      seats.toAll(Publications.encodeCount(key.channelId(), members.size()), null);
    }
  }
}
