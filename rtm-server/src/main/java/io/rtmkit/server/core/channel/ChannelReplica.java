package io.rtmkit.server.core.channel;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.rtmkit.protocol.v1.Attribute;
import io.rtmkit.protocol.v1.ChannelLock;
import io.rtmkit.protocol.v1.ChannelPosition;
import io.rtmkit.protocol.v1.ChannelRecovery;
import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.server.core.lane.Link;
import io.rtmkit.server.core.session.Session;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of a shared channel that is on this server: the members connected here, and the stream
 * as far as it has arrived. Events are applied in the order of their offsets, whoever brings them,
 * so the members of all servers see one order. Thread-safe: guarded by its own monitor.
 */
public final class ChannelReplica {
  private final ChannelKey key;

  @GuardedBy("this")
  private final Places places = new Places();

  @GuardedBy("this")
  private final ChannelSeats seats;

  @GuardedBy("this")
  private final ReplicaCount count;

  @GuardedBy("this")
  private final DeliveryReceipts receipts;

  @GuardedBy("this")
  private final ReplicaStream stream;

  @GuardedBy("this")
  private final ReplicaNotices notices;

  ChannelReplica(ChannelKey key, ChannelShare share) {
    this.key = key;
    this.seats = new ChannelSeats(this, share.rules().lanes());
    this.notices = new ReplicaNotices(key.channelId(), seats);
    this.count = new ReplicaCount(key.channelId(), seats, share.rules());
    this.receipts = new DeliveryReceipts(share.rules().channel().receiptTimeout().toNanos());
    this.stream = new ReplicaStream(share.newLog(), this::toMembers);
  }

  public ChannelKey key() {
    return key;
  }

  /** How the channel stands, as Redis says; begins the stream if it has not begun. */
  public synchronized void learn(ChannelFacts facts, long now) {
    boolean otherLife = stream.isBegun() && stream.epoch() != facts.epoch();
    if (!stream.isBegun() || otherLife) {
      stream.begin(facts.epoch(), facts.offset(), now);
      notices.begin(facts);
      count.beginAnew();
    }
    if (otherLife) {
      sendBack("the channel began anew");
    }
    onCount(facts.members(), facts.rosterVersion(), now);
  }

  /**
   * An event has arrived. It is applied when those before it are.
   *
   * @param applied run when it is, under the monitor, or at once if it was before; null for nothing
   * @return whether events before it are missing; if they do not come soon, they are to be read
   */
  public synchronized boolean onEvent(LogEvent event, @Nullable Runnable applied, long now) {
    stream.add(event, applied, now);
    return stream.isGapped();
  }

  private synchronized void toMembers(LogEvent event, byte[] frame) {
    seats.toAll(frame, event.event().hasMessage() ? places.sessionOf(event.userId()) : null);
  }

  /** Whether what has arrived is all of it, and true. */
  public synchronized StreamState state() {
    return stream.state();
  }

  /** Which life of the channel this is, and the last event of it that was applied. */
  public synchronized ChannelPosition position() {
    return ChannelPosition.newBuilder()
        .setChannelId(key.channelId())
        .setEpoch(stream.epoch())
        .setOffset(stream.offset())
        .setAttributesRevision(notices.attributesTold())
        .setLocksRevision(notices.locksTold())
        .build();
  }

  /**
   * What was read of the channel fills what is missing. If too much of it is gone, the clients are
   * sent away before they get what is behind it: they come back, and are told of the gap then.
   */
  public synchronized void fill(ChannelFacts facts, LogSlice slice, long now) {
    learn(facts, now);
    if (!stream.fill(slice, facts.offset(), now)) {
      sendBack("events of the channel are lost");
      stream.begin(facts.epoch(), facts.offset(), now);
    }
  }

  @GuardedBy("this")
  private void sendBack(String why) {
    for (Places.Place place : places.all()) {
      Seat seat = place.member.seat;
      if (seat != null) {
        seats.leave(place.member);
        seat.link.close(CloseCode.CLOSE_CODE_INTERNAL_ERROR, key.channelId() + ": " + why);
      }
    }
  }

  /** The attributes were written, and the members are to be told. */
  public synchronized void onAttributes(List<Attribute> attributes, long revision) {
    notices.tellAttributes(attributes, revision);
  }

  /** The holders of locks have changed. */
  public synchronized void onLocks(List<ChannelLock> locks, long revision) {
    notices.tellLocks(locks, revision);
  }

  /** How many members there are on all servers. */
  public synchronized void onCount(int newMembers, long newRosterVersion, long now) {
    count.learn(newMembers, newRosterVersion, now);
  }

  /** On all servers, as far as this one knows. */
  public synchronized int memberCount() {
    return count.members();
  }

  public synchronized boolean isOtherLife(long epoch) {
    return stream.isBegun() && stream.epoch() != epoch;
  }

  /**
   * A member comes back that has been here all the time: prepares its seat, if everything that it
   * missed is here.
   */
  public synchronized boolean catchUpHere(Session session, ChannelPosition since) {
    Places.Place place = places.find(session);
    boolean here =
        place != null && stream.has(since, session.user().userId()) && notices.knowsAll(since);
    if (here && place != null) {
      place.catchUp = CatchUp.fromHere(since, count.members(), notices);
    }
    return here;
  }

  /** A session has entered, or comes back; its seat it takes later. */
  public synchronized void enter(Session session, CatchUp catchUp) {
    Places.Place leftOver = places.enter(session, catchUp);
    if (leftOver != null) {
      give(leftOver); // of an older session of the user, which is just ending
    }
  }

  /** Gives a member that has entered its seat, and what came since; null if it has left. */
  public synchronized @Nullable Joined takeSeat(Session session, SeatRequest request) {
    Places.Place place = places.find(session);
    CatchUp catchUp = place == null ? null : place.takeCatchUp();
    if (place == null || catchUp == null) {
      return null;
    }
    CatchUp.Plan plan = plan(place, catchUp, Integer.MAX_VALUE);
    request.missed().accept(plan.missed(catchUp.facts().storedId()));
    seats.take(place.member, request.link(), plan.frames());
    return new Joined(
        false,
        stream.epoch(),
        catchUp.facts().offset(),
        count.members(),
        catchUp.since() == null ? null : plan.recovery(),
        catchUp.facts().attributesRevision(),
        catchUp.facts().locksRevision());
  }

  /** Gives a member that comes back its seat, and what it missed; null if it is no member. */
  public synchronized @Nullable Resumed comeBack(Session session, Link link, int maxBytes) {
    Places.Place place = places.find(session);
    CatchUp catchUp = place == null ? null : place.takeCatchUp();
    if (place == null || catchUp == null) {
      return null;
    }
    CatchUp.Plan plan = plan(place, catchUp, maxBytes);
    List<byte[]> frames = new ArrayList<>(plan.frames());
    frames.add(count.frame());
    seats.take(place.member, link, frames);
    ChannelRecovery recovery = plan.recovery().toBuilder().setOffset(stream.offset()).build();
    return new Resumed(recovery, plan.bytes(), plan.firstStoredId());
  }

  @GuardedBy("this")
  private CatchUp.Plan plan(Places.Place place, CatchUp catchUp, int maxBytes) {
    Member member = place.member;
    Replay later = stream.after(catchUp.facts().offset(), member.userId(), maxBytes);
    CatchUp.Plan plan = catchUp.plan(key.channelId(), member.userId(), maxBytes, later);
    if (catchUp.since() != null && catchUp.slice().known()) {
      receipts.acknowledge(member, catchUp.since().getOffset());
      receipts.giveUp(member, plan.from() - 1);
    }
    return plan;
  }

  /** The session is no member any more; false if it was none. */
  public synchronized boolean leave(Session session) {
    Places.Place place = places.find(session);
    if (place != null) {
      places.remove(place);
      give(place);
    }
    return place != null;
  }

  @GuardedBy("this")
  private void give(Places.Place place) {
    seats.leave(place.member);
    receipts.giveUp(place.member, Long.MAX_VALUE);
  }

  /** The connection is gone: the member stays, its seat does not. */
  public synchronized void detach(Session session, Link lost) {
    Places.Place place = places.find(session);
    if (place != null && place.member.seat != null && place.member.seat.link == lost) {
      seats.leave(place.member);
    }
  }

  public synchronized boolean isMember(Session session) {
    return places.find(session) != null;
  }

  synchronized boolean isEmpty() {
    return places.size() == 0;
  }

  /** Nobody of this server is in the channel any more: gives back what the events took. */
  synchronized void close() {
    stream.log().clear();
  }

  /** The members of this server. */
  public synchronized List<Session> sessions() {
    return places.all().stream().map(place -> place.member.session).toList();
  }

  /**
   * A message was published here whose sender wants receipts.
   *
   * @param waiting members that are asked for one, on all servers
   */
  public synchronized void expect(
      Session sender, long offset, long messageId, int waiting, long now) {
    receipts.expect(offset, messageId, new SenderSink(key.channelId(), sender), waiting, now);
  }

  /** A message was published elsewhere whose sender wants receipts of the members here. */
  public synchronized void expectFor(ReceiptSink sink, long offset, long messageId, long now) {
    int waiting = places.size() - (places.sessionOf(sink.userId()) == null ? 0 : 1);
    receipts.expect(offset, messageId, sink, waiting, now);
  }

  /** Members on another server have a message that was published here, or never get it. */
  public synchronized void onReceipts(long offset, List<String> userIds, int never) {
    receipts.report(offset, userIds, never);
  }

  /** A member's client has everything up to an offset; false if nobody wanted to know. */
  public synchronized boolean acknowledge(Session session, long upTo) {
    Places.Place place = places.find(session);
    return place != null && upTo <= stream.offset() && receipts.acknowledge(place.member, upTo);
  }

  /** Tells what its time has come for; true if more waits for its time. */
  public synchronized boolean tick(long now) {
    count.tellIfDue(now);
    receipts.tick(now);
    return waits();
  }

  /** Whether a count or a receipt waits for its time. */
  public synchronized boolean waits() {
    return count.owes() || !receipts.isEmpty();
  }

  /** Drops events that are too old to be sent again. */
  public synchronized void expire(long now) {
    stream.log().expire(now);
  }
}
