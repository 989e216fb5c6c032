package io.rtmkit.server.core.session;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.rtmkit.server.core.lane.Link;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One logged-in user. Outlives its connection for the grace time, in which a new connection may
 * resume it. Thread-safe: guarded by its own monitor, under which nothing but memory work and
 * enqueueing happens.
 */
public final class Session implements Sender {
  private final SessionIdentity identity;
  private final LiveRules rules;

  @GuardedBy("this")
  private final Inbox inbox;

  @GuardedBy("this")
  private final Set<String> channels = new LinkedHashSet<>(4);

  @GuardedBy("this")
  private final CallBudgets budgets;

  private final SentMessages sentMessages; // guarded by the monitor too, but for its begin

  private final SendOrder sendOrder = new SendOrder();

  private volatile OnlineState state = OnlineState.ONLINE; // the same

  @GuardedBy("this")
  private final TokenExpiry token = new TokenExpiry();

  private volatile @Nullable Link link; // written under the monitor, read without it

  @GuardedBy("this")
  private long detachedSeenNanos;

  private final NextLook nextLook; // changed under the monitor, read without it

  /**
   * A session without a connection.
   *
   * @param inboxOffset up to which its client has what it was sent elsewhere
   * @param seenNanos when its client was last heard of
   */
  Session(SessionIdentity identity, long inboxOffset, long seenNanos, LiveRules rules) {
    this.identity = identity;
    this.rules = rules;
    this.detachedSeenNanos = seenNanos;
    this.inbox =
        new Inbox(rules.session().inboxMessages(), rules.session().inboxBytes(), inboxOffset);
    this.budgets = new CallBudgets(rules);
    this.sentMessages = new SentMessages(rules.limits().requestsInFlight());
    this.nextLook = new NextLook(seenNanos);
  }

  public SessionIdentity identity() {
    return identity;
  }

  @Override
  public UserKey user() {
    return identity.user();
  }

  @Override
  public SendOrder sendOrder() {
    return sendOrder;
  }

  public OnlineState state() {
    return state;
  }

  public boolean isEnded() {
    return state == OnlineState.OFFLINE;
  }

  public @Nullable Link link() {
    return link;
  }

  /** Sends a frame on the present connection, in no order to the inbox; dropped if none is. */
  public void send(byte[] frame) {
    Link present = link;
    if (present != null) {
      present.lane().write(present, frame);
    }
  }

  /**
   * Puts an item into the inbox and sends it, at once or when the session resumes.
   *
   * @param encoder makes the frame from the inbox offset
   */
  public synchronized Delivery deliver(LongFunction<byte[]> encoder, long now, Receipt receipt) {
    return put(encoder, Inbox.deadline(now + rules.session().peerAckTimeout().toNanos()), receipt);
  }

  /** The same for an item whose receipt waits as long as the session lives. */
  public synchronized Delivery deliver(LongFunction<byte[]> encoder, Receipt receipt) {
    return put(encoder, Inbox.NO_DEADLINE, receipt);
  }

  @GuardedBy("this")
  private Delivery put(LongFunction<byte[]> encoder, long deadline, Receipt receipt) {
    if (state == OnlineState.OFFLINE) {
      return Delivery.ENDED;
    }
    byte[] frame = inbox.add(encoder, link != null, deadline, receipt);
    if (frame == null) {
      return Delivery.INBOX_FULL;
    }
    if (deadline != Inbox.NO_DEADLINE) {
      nextLook.atTheLatest(deadline);
    }
    if (link != null) {
      link.lane().write(link, frame);
    }
    return Delivery.ACCEPTED;
  }

  /**
   * The client has everything up to this inbox offset; offsets never sent change nothing.
   *
   * @return whether there was anything to acknowledge
   */
  public boolean acknowledge(long inboxOffset) {
    boolean any;
    List<Receipt> receipts;
    synchronized (this) {
      any = inbox.hasUpTo(inboxOffset);
      receipts = inbox.acknowledge(inboxOffset);
    }
    receipts.forEach(Receipt::acknowledged);
    return any;
  }

  /** Finds an item on its way whose sender still waits. */
  public synchronized @Nullable Receipt findReceipt(Predicate<Receipt> wanted) {
    return inbox.find(wanted);
  }

  /** Takes one call out of a budget; 0 if there was one, otherwise nanoseconds to wait. */
  public synchronized long take(Budget budget, long nowNanos) {
    return budgets.take(budget, nowNanos);
  }

  /** Takes one join out of the budget of a channel; answers as {@link #take}. */
  public synchronized long takeJoin(String channelId, long nowNanos) {
    return budgets.takeJoin(channelId, nowNanos);
  }

  @Override
  public boolean beginMessage() {
    return sentMessages.begin();
  }

  @Override
  public synchronized void finishMessage(Outcome outcome) {
    sentMessages.finish(outcome);
  }

  /** Remembers the answer to a message in case it is sent again. */
  public synchronized void remember(Outcome outcome) {
    sentMessages.remember(outcome);
  }

  public synchronized @Nullable Outcome findOutcome(long messageId) {
    return sentMessages.find(messageId);
  }

  /** Notes a channel about to be joined; false if the session has ended or is in too many. */
  public synchronized boolean enterChannel(String channelId) {
    if (state == OnlineState.OFFLINE
        || (channels.size() >= rules.limits().channelsJoined() && !channels.contains(channelId))) {
      return false;
    }
    channels.add(channelId);
    return true;
  }

  /** The channels that the session is in. */
  public synchronized Set<String> channels() {
    return Set.copyOf(channels);
  }

  public synchronized boolean isInChannel(String channelId) {
    return channels.contains(channelId);
  }

  public synchronized boolean leaveChannel(String channelId) {
    return channels.remove(channelId);
  }

  public synchronized void setTokenExpiry(long expiresAtMs) {
    token.set(expiresAtMs);
    nextLook.at(seenNanos());
  }

  /**
   * Goes on on a new connection: what the client has is acknowledged, the rest is sent again.
   *
   * @return null if the session has ended
   */
  @Nullable Attached attach(Link newLink, long inboxOffset) {
    List<Receipt> receipts;
    Attached attached;
    synchronized (this) {
      if (state == OnlineState.OFFLINE) {
        return null;
      }
      receipts = inbox.acknowledge(inboxOffset);
      attached = new Attached(Set.copyOf(channels), link);
      link = newLink;
      state = OnlineState.ONLINE;
      nextLook.at(newLink.lastReadNanos());
      for (byte[] frame : inbox.replay()) {
        newLink.lane().write(newLink, frame);
      }
    }
    receipts.forEach(Receipt::acknowledged);
    return attached;
  }

  /** The connection is gone; returns the channels, or null if it was not the session's any more. */
  synchronized @Nullable Set<String> detach(Link lost) {
    if (link != lost) {
      return null;
    }
    detachedSeenNanos = lost.lastReadNanos();
    link = null;
    return Set.copyOf(channels);
  }

  /** Ends the session; null if it has ended before. */
  synchronized @Nullable Ending end() {
    if (state == OnlineState.OFFLINE) {
      return null;
    }
    state = OnlineState.OFFLINE;
    Ending ending = new Ending(Set.copyOf(channels), link, inbox.close());
    channels.clear();
    link = null;
    return ending;
  }

  /** Looks at the clock: time-outs of the inbox, the token, how long the client was silent. */
  Look tick(long now, long nowMs, long tokenLeadMs) {
    if (nextLook.isAfter(now)) {
      return Look.NOTHING;
    }
    List<Receipt> expired;
    Ending ending = null;
    boolean stateChanged;
    synchronized (this) {
      if (state == OnlineState.OFFLINE) {
        return Look.NOTHING;
      }
      expired = inbox.takeExpired(now);
      long silent = now - seenNanos();
      boolean late = silent > rules.session().unreachableAfter().toNanos();
      OnlineState seen = late ? OnlineState.UNREACHABLE : OnlineState.ONLINE;
      stateChanged = seen != state;
      state = seen;
      byte[] notice = link == null ? null : token.takeNotice(nowMs, tokenLeadMs);
      if (link != null && notice != null) {
        link.lane().write(link, notice);
      }
      if (silent > rules.session().grace().toNanos()) {
        ending = end(); // here and now, so that nobody resumes what is about to end
      }
      nextLook.at(due(now, nowMs, tokenLeadMs));
    }
    expired.forEach(Receipt::timedOut);
    return stateChanged || ending != null ? new Look(stateChanged, ending) : Look.NOTHING;
  }

  /** When the client was last heard of. */
  @GuardedBy("this")
  private long seenNanos() {
    return link == null ? detachedSeenNanos : link.lastReadNanos();
  }

  /** When there is something to find for the next look. */
  @GuardedBy("this")
  private long due(long now, long nowMs, long tokenLeadMs) {
    if (state == OnlineState.UNREACHABLE || inbox.isAwaited()) {
      return now; // a sign of life or an answer may come at any time
    }
    long untilLate = seenNanos() + rules.session().unreachableAfter().toNanos() - now;
    return now + Math.min(untilLate, token.nanosToNotice(nowMs, tokenLeadMs));
  }
}
