package io.rtmkit.server.core.channel;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.rtmkit.protocol.v1.ChannelMessage;
import io.rtmkit.protocol.v1.ChannelPosition;
import io.rtmkit.protocol.v1.ChannelRecovery;
import io.rtmkit.protocol.v1.MemberJoined;
import io.rtmkit.protocol.v1.MemberLeft;
import io.rtmkit.protocol.v1.Publication;
import io.rtmkit.protocol.v1.PublishRequest;
import io.rtmkit.server.core.MemoryBudget;
import io.rtmkit.server.core.lane.Lane;
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
  private final @Nullable ChannelLane[] lanes;

  @GuardedBy("this")
  private final ChannelStream stream;

  @GuardedBy("this")
  private final CountPacer countPacer;

  Channel(ChannelKey key, long epoch, ChannelRules rules, MemoryBudget budget) {
    this.key = key;
    this.rules = rules;
    this.lanes = new ChannelLane[rules.lanes()];
    this.stream =
        new ChannelStream(key.channelId(), epoch, new ChannelLog(rules.channel(), budget));
    this.countPacer = new CountPacer(rules);
  }

  /** Enters the session, or gives it a new seat if it is in already. */
  synchronized Joined join(Session session, Link link, @Nullable ChannelPosition since, long now) {
    Member member = find(session);
    boolean already = member != null;
    if (member == null) {
      member = enter(session, now);
    }
    Replay replay =
        since == null
            ? Replay.NOTHING
            : stream.after(since, member.userId(), rules.channel().historyBytes());
    ChannelRecovery recovery = since == null ? null : stream.describe(since, replay);
    takeSeat(member, link, replay.frames());
    if (!already) {
      countChanged(now);
    }
    return new Joined(already, stream.epoch(), stream.offset(), members.size(), recovery);
  }

  /**
   * Gives a member that comes back a seat on its new connection, and what it missed.
   *
   * @param maxBytes the most that is replayed to it; older events are told as a gap
   */
  synchronized Resumed resume(Session session, Link link, ChannelPosition position, int maxBytes) {
    Member member = find(session);
    if (member == null) {
      return new Resumed(stream.reset(), 0);
    }
    Replay replay = stream.after(position, member.userId(), maxBytes);
    List<byte[]> frames = new ArrayList<>(replay.frames());
    frames.add(Publications.encodeCount(key.channelId(), members.size()));
    takeSeat(member, link, frames);
    return new Resumed(stream.describe(position, replay), replay.bytes());
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
      leaveSeat(member);
    }
  }

  /** Publishes a message to all other members; returns its offset, or -1 if not a member. */
  synchronized long publish(Session session, PublishRequest request, long now, long nowMs) {
    Member member = find(session);
    if (member == null) {
      return -1;
    }
    ChannelMessage message =
        ChannelMessage.newBuilder()
            .setMessageId(request.getMessageId())
            .setUserId(member.userId())
            .setContent(request.getContent())
            .setServerReceivedMs(nowMs)
            .build();
    append(stream.next().setMessage(message).build(), now, member.userId(), session);
    return stream.offset();
  }

  /** Null if the session is no member. */
  synchronized @Nullable List<String> members(Session session) {
    if (find(session) == null) {
      return null;
    }
    return members.keySet().stream().limit(rules.membersListed()).toList();
  }

  synchronized int memberCount() {
    return members.size();
  }

  /** Tells the member count if it is due; false if it has to wait still. */
  synchronized boolean tellCountIfDue(long now) {
    if (!countPacer.isDue(now, members.size())) {
      return false;
    }
    tellCount(now);
    return true;
  }

  /** Drops old events; true if nothing of the channel is worth keeping. */
  synchronized boolean expire(long now) {
    stream.log().expire(now);
    return members.isEmpty() && stream.log().isEmpty();
  }

  /** Whether a count waits for its time. */
  synchronized boolean owesCount() {
    return countPacer.owes();
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
    Member member = new Member(session);
    members.put(member.userId(), member);
    if (members.size() <= rules.membersListed()) {
      MemberJoined joined = MemberJoined.newBuilder().setUserId(member.userId()).build();
      append(stream.next().setJoined(joined).build(), now, member.userId(), null);
    }
    return member;
  }

  @GuardedBy("this")
  private void remove(Member member, long now) {
    leaveSeat(member);
    boolean told = members.size() <= rules.membersListed();
    members.remove(member.userId());
    if (told) {
      MemberLeft left = MemberLeft.newBuilder().setUserId(member.userId()).build();
      append(stream.next().setLeft(left).build(), now, member.userId(), null);
    }
  }

  @GuardedBy("this")
  private void append(Publication event, long now, String userId, @Nullable Session publisher) {
    byte[] frame = Publications.encode(event);
    stream.log().add(event.getOffset(), now, frame, userId);
    toAllSeats(frame, publisher);
  }

  @GuardedBy("this")
  private void toAllSeats(byte[] frame, @Nullable Session except) {
    for (ChannelLane lane : lanes) {
      if (lane != null) {
        lane.publish(frame, except);
      }
    }
  }

  @GuardedBy("this")
  private void takeSeat(Member member, Link link, List<byte[]> missed) {
    leaveSeat(member);
    if (member.session.link() != link) {
      return; // a newer connection has taken the session meanwhile, and the seat with it
    }
    member.seat = new Seat(member.session, link);
    lane(link.lane()).add(member.seat, missed);
  }

  /** Nothing happens if the member has no seat. */
  @GuardedBy("this")
  private void leaveSeat(Member member) {
    Seat seat = member.seat;
    if (seat != null) {
      lane(seat.link.lane()).remove(seat);
      member.seat = null;
    }
  }

  @GuardedBy("this")
  private ChannelLane lane(Lane lane) {
    ChannelLane part = lanes[lane.index()];
    if (part == null) {
      part = new ChannelLane(this, lane);
      lanes[lane.index()] = part;
    }
    return part;
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
    toAllSeats(Publications.encodeCount(key.channelId(), members.size()), null);
  }
}
