package io.rtmkit.server.core.channel;

import io.rtmkit.server.core.session.Delivery;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The messages of a channel whose senders want to know which members' clients have them. How far a
 * member has acknowledged is kept with the member, so that a message costs no more than those who
 * have acknowledged it since its sender was told. Not thread-safe: guarded by the channel's
 * monitor.
 */
final class DeliveryReceipts {
  /** Open messages of a channel; for more the oldest is told complete before its time. */
  static final int MAX_OPEN = 256;

  /** One message that is waited for. */
  private static final class Open {
    final long offset;
    final long messageId;
    final ReceiptSink sender;
    final long deadline;
    int waiting;
    List<String> untold = new ArrayList<>();

    Open(long offset, long messageId, ReceiptSink sender, long deadline, int waiting) {
      this.offset = offset;
      this.messageId = messageId;
      this.sender = sender;
      this.deadline = deadline;
      this.waiting = waiting;
    }

    boolean isAwaitedFrom(Member member) {
      return offset > member.acknowledged && !sender.userId().equals(member.userId());
    }
  }

  private final long timeoutNanos;

  /** Offsets and deadlines only rise. */
  private final ArrayDeque<Open> open = new ArrayDeque<>(2);

  DeliveryReceipts(long timeoutNanos) {
    this.timeoutNanos = timeoutNanos;
  }

  boolean isEmpty() {
    return open.isEmpty();
  }

  /** Waits for the members that a message has just gone to. */
  void expect(long offset, long messageId, ReceiptSink sender, int members, long now) {
    if (open.size() >= MAX_OPEN) {
      tell(open.remove(), true, now);
    }
    sender.expected(members);
    open.add(new Open(offset, messageId, sender, now + timeoutNanos, members));
  }

  /** A member's client has everything up to an offset; false if nobody waited for that. */
  boolean acknowledge(Member member, long offset) {
    boolean any = false;
    for (Open each : open) {
      if (each.offset > offset) {
        break;
      }
      if (each.isAwaitedFrom(member)) {
        each.waiting--;
        each.untold.add(member.userId());
        any = true;
      }
    }
    member.acknowledged = Math.max(member.acknowledged, offset);
    return any;
  }

  /** A member never gets what it has not acknowledged up to an offset: it is not waited for. */
  void giveUp(Member member, long offset) {
    for (Open each : open) {
      if (each.offset > offset) {
        break;
      }
      if (each.isAwaitedFrom(member)) {
        each.waiting--;
      }
    }
    member.acknowledged = Math.max(member.acknowledged, offset);
  }

  /** Members on another server have a message, or never get it. */
  void report(long offset, List<String> userIds, int never) {
    for (Open each : open) {
      if (each.offset == offset) {
        each.waiting -= userIds.size() + never;
        each.untold.addAll(userIds);
      }
    }
  }

  /** Tells the senders what is new. */
  void tick(long now) {
    for (Iterator<Open> i = open.iterator(); i.hasNext(); ) {
      Open each = i.next();
      boolean over = each.deadline - now <= 0;
      boolean complete = over || each.waiting == 0;
      // A sender without a connection is told the rest at once: its inbox is not for many pieces.
      boolean due = complete || (!each.untold.isEmpty() && each.sender.isConnected());
      if (due && (tell(each, complete, now) || over)) {
        i.remove();
      }
    }
  }

  /** Tells the sender of a message; true if that was the last time. */
  private boolean tell(Open message, boolean complete, long now) {
    int waiting = complete ? 0 : message.waiting;
    ReceiptSink.Receipts receipts =
        new ReceiptSink.Receipts(message.messageId, message.untold, waiting, complete);
    Delivery delivery = message.sender.tell(message.offset, receipts, now);
    return switch (delivery) {
      case ACCEPTED -> {
        message.untold = new ArrayList<>();
        yield complete;
      }
      case INBOX_FULL -> false; // there may be room by the next time
      case ENDED -> true;
    };
  }
}
