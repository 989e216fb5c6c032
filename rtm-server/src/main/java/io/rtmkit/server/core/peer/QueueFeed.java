package io.rtmkit.server.core.peer;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.rtmkit.server.core.port.MessageStore;
import io.rtmkit.server.core.port.QueuePage;
import io.rtmkit.server.core.port.StoreException;
import io.rtmkit.server.core.port.Stored;
import io.rtmkit.server.core.session.Delivery;
import io.rtmkit.server.core.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Feeds the queue of a user into the inbox of the user's session: first what waited in the store,
 * in pages, as fast as the client acknowledges; then each message as it is stored. Always in the
 * order of the queue, so that an acknowledgement may remove everything before it. Thread-safe:
 * guarded by its own monitor, under which that of the session may be taken.
 */
final class QueueFeed {
  private final Session session;
  private final PeerReceivers owner;
  private final MessageStore store;
  private final QueueAcks acks;

  /** Everything below is in the inbox, was acknowledged or is gone. */
  @GuardedBy("this")
  private long next;

  /** Whether everything that was stored before is below {@link #next}. */
  @GuardedBy("this")
  private boolean caughtUp;

  /** Whether a page is on its way, or must not be asked for yet. */
  @GuardedBy("this")
  private boolean reading;

  @GuardedBy("this")
  private boolean ended;

  @GuardedBy("this")
  private final QueueWindow window = new QueueWindow();

  /** Stored while the feed is behind: a page to come has them. */
  @GuardedBy("this")
  private final EarlyMessages early = new EarlyMessages();

  @GuardedBy("this")
  private final HeldMessages held = new HeldMessages();

  @GuardedBy("this")
  private long lostTold;

  /**
   * Feeds a session.
   *
   * @param later whether it begins with {@link #readAgain}
   */
  QueueFeed(Session session, PeerReceivers owner, MessageStore store, boolean later) {
    this.reading = later;
    this.session = session;
    this.owner = owner;
    this.store = store;
    this.acks = new QueueAcks(session.user(), store);
  }

  /** Reads on, if there is something to read and room for it. */
  void read() {
    long from;
    int room;
    synchronized (this) {
      room = window.room();
      if (reading || ended || caughtUp || room == 0) {
        return;
      }
      reading = true;
      from = next;
    }
    store
        .readQueue(session.user(), from, room, QueueWindow.BYTES)
        .whenComplete((page, failure) -> onRead(page, failure));
  }

  private void onRead(@Nullable QueuePage page, @Nullable Throwable failure) {
    if (page == null) {
      onReadFailed(failure);
      return;
    }
    List<PeerDelivery> gone = new ArrayList<>(0);
    boolean readOn;
    synchronized (this) {
      reading = false;
      tellLost(page.lost());
      boolean all = deliver(page, gone);
      gone.addAll(early.takeBelow(next));
      caughtUp = all && !page.more() && early.isEmpty();
      readOn = all && !caughtUp;
      if (caughtUp) {
        releaseHeld();
      }
    }
    gone.forEach(delivery -> delivery.cached("is online and has not acknowledged"));
    if (readOn) {
      read();
    }
  }

  /** A store that is ill is asked again; whatever is not stored waits for it only so long. */
  private void onReadFailed(@Nullable Throwable failure) {
    synchronized (this) {
      reading = false;
      if (held.isTooLong(owner.now())) {
        releaseHeld();
      }
    }
    owner.onReadFailed(this, session.user(), StoreException.of(failure));
  }

  /**
   * Puts a page into the inbox; false if the inbox is full, with a sender that waits for no more.
   */
  @GuardedBy("this")
  private boolean deliver(QueuePage page, List<PeerDelivery> gone) {
    for (QueuePage.Entry entry : page.entries()) {
      if (entry.offset() < next) {
        continue;
      }
      held.takeBefore(entry.message()).forEach(owner::deliverHeld);
      PeerDelivery delivery = early.take(entry.offset());
      QueuedItem item = new QueuedItem(this, entry.offset(), delivery);
      Delivery result =
          session.deliver(
              offset -> PeerPushes.message(offset, entry.message(), delivery == null), item);
      if (result != Delivery.ACCEPTED) {
        if (delivery != null) {
          gone.add(delivery);
        }
        next = entry.offset();
        return false;
      }
      window.add(item);
      next = entry.offset() + 1;
    }
    next = Math.max(next, page.next());
    return true;
  }

  @GuardedBy("this")
  private void tellLost(long lost) {
    if (lost > 0 && lostTold == 0) {
      session.deliver(offset -> PeerPushes.lost(offset, lost), new QueuedItem(this, 0, null));
      lostTold = lost;
    }
  }

  /** A message for this user is stored and waits to be delivered. */
  void onStored(Stored stored, PeerDelivery delivery, long now) {
    String refused = null;
    boolean had = false;
    boolean late = false;
    synchronized (this) {
      if (ended) {
        late = true;
      } else if (stored.offset() < next) {
        had = window.isAcknowledged(stored.offset());
        refused =
            had || window.attach(stored.offset(), delivery)
                ? null
                : "is online and has not acknowledged";
      } else if (!caughtUp || stored.previous() >= next) {
        fallBehind();
        early.put(stored.offset(), delivery);
      } else {
        refused = deliverNow(stored.offset(), delivery, now);
      }
    }
    if (late) {
      owner.sendOn(session, delivery, stored);
    } else if (had) {
      delivery.acknowledged();
    } else if (refused != null) {
      delivery.cached(refused);
    }
    read();
  }

  /**
   * Begins, if that was to be later; otherwise something may have been stored without a word to
   * this server.
   *
   * @param first whether it has not begun yet
   */
  void readAgain(boolean first) {
    synchronized (this) {
      if (ended) {
        return;
      }
      reading &= !first;
      fallBehind();
    }
    read();
  }

  @GuardedBy("this")
  private void fallBehind() {
    if (caughtUp) {
      caughtUp = false;
      held.begin();
      owner.onHolding();
    }
  }

  /** Delivers a message as it is stored; otherwise says why not. */
  @GuardedBy("this")
  private @Nullable String deliverNow(long offset, PeerDelivery delivery, long now) {
    QueuedItem item = new QueuedItem(this, offset, delivery);
    Delivery result =
        session.deliver(
            inboxOffset -> PeerPushes.message(inboxOffset, delivery.message(), false), now, item);
    if (result != Delivery.ACCEPTED) {
      fallBehind();
      return "has too many unacknowledged messages";
    }
    window.add(item);
    next = offset + 1;
    return null;
  }

  /** Keeps a message that is not stored behind the stored ones before it; ENDED if none wait. */
  synchronized Delivery hold(PeerDelivery delivery, int most) {
    return held.add(delivery, most);
  }

  @GuardedBy("this")
  private void releaseHeld() {
    if (held.isHolding()) {
      held.end().forEach(owner::deliverHeld);
      owner.onReleased();
    }
  }

  /** The client has an item; returns the sender that waits for it, if one does. */
  @Nullable PeerDelivery acknowledged(QueuedItem item) {
    PeerDelivery waiting;
    long lost;
    synchronized (this) {
      waiting = item.delivery;
      item.delivery = null;
      window.acknowledge(item);
      lost = item.offset == 0 ? lostTold : 0;
    }
    acks.add(item.offset, lost);
    read();
    return waiting;
  }

  synchronized @Nullable PeerDelivery takeDelivery(QueuedItem item) {
    PeerDelivery waiting = item.delivery;
    item.delivery = null;
    return waiting;
  }

  /**
   * The session has ended; what is not acknowledged stays in the store.
   *
   * @param moved whether it goes on on another server, and those who send wait for that
   */
  void end(boolean moved) {
    Map<Long, PeerDelivery> stored;
    List<PeerDelivery> unstored;
    synchronized (this) {
      ended = true;
      stored = early.takeAll();
      boolean holding = held.isHolding();
      unstored = held.end();
      if (holding) {
        owner.onReleased();
      }
    }
    if (moved) {
      stored.forEach((offset, delivery) -> delivery.sendOn(offset));
      unstored.forEach(delivery -> delivery.moved(false));
    } else {
      stored.values().forEach(delivery -> delivery.cached("went offline"));
      unstored.forEach(delivery -> delivery.abandoned(false));
    }
  }
}
