package io.rtmkit.server.core.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a session was sent and has not acknowledged, in order, bounded in items and bytes. Not
 * thread-safe: guarded by the monitor of its session.
 */
final class Inbox {
  /** One item; its receipt is null once the sender has its answer. */
  private static final class Item {
    final long offset;
    final byte[] frame;
    final long deadlineNanos;
    boolean sent;
    boolean expired;
    @Nullable Receipt receipt;

    Item(long offset, byte[] frame, long deadlineNanos, Receipt receipt) {
      this.offset = offset;
      this.frame = frame;
      this.deadlineNanos = deadlineNanos;
      this.receipt = receipt;
    }
  }

  /** Of an item whose receipt waits as long as the inbox is there. */
  static final long NO_DEADLINE = Long.MIN_VALUE;

  private final int maxItems;
  private final long maxBytes;
  private final ArrayDeque<Item> items = new ArrayDeque<>(4);
  private long bytes;
  private long lastOffset;
  private int unanswered;

  /**
   * Creates an empty inbox.
   *
   * @param lastOffset items come behind this one
   */
  Inbox(int maxItems, long maxBytes, long lastOffset) {
    this.maxItems = maxItems;
    this.maxBytes = maxBytes;
    this.lastOffset = lastOffset;
  }

  /** A point in the time of {@link System#nanoTime}, told apart from {@link #NO_DEADLINE}. */
  static long deadline(long nanos) {
    return nanos == NO_DEADLINE ? NO_DEADLINE + 1 : nanos;
  }

  /**
   * Adds an item under the next offset.
   *
   * @param encoder makes the frame from the offset
   * @param sending whether the frame is about to be written to a connection
   * @param deadlineNanos when its receipt is told of the time-out; at the earliest together with
   *     those before it
   * @return the frame, or null if the inbox is full
   */
  byte @Nullable [] add(
      LongFunction<byte[]> encoder, boolean sending, long deadlineNanos, Receipt receipt) {
    if (items.size() >= maxItems || bytes >= maxBytes) {
      return null;
    }
    Item item = new Item(lastOffset + 1, encoder.apply(lastOffset + 1), deadlineNanos, receipt);
    item.sent = sending;
    lastOffset++;
    items.add(item);
    bytes += item.frame.length;
    unanswered++;
    return item.frame;
  }

  /** Whether there is anything at or before the offset. */
  boolean hasUpTo(long offset) {
    Item first = items.peek();
    return first != null && first.offset <= offset;
  }

  /** Removes everything up to the offset and returns the receipts still to be answered. */
  List<Receipt> acknowledge(long upTo) {
    List<Receipt> receipts = List.of();
    for (Item item = items.peek(); item != null && item.offset <= upTo; item = items.peek()) {
      items.remove();
      bytes -= item.frame.length;
      if (item.receipt != null) {
        unanswered--;
        receipts = with(item.receipt, receipts);
      }
    }
    return receipts;
  }

  /** Most acks are of one item. */
  private static List<Receipt> with(Receipt last, List<Receipt> receipts) {
    if (receipts.isEmpty()) {
      return List.of(last);
    }
    List<Receipt> more = receipts.size() == 1 ? new ArrayList<>(receipts) : receipts;
    more.add(last);
    return more;
  }

  /** Whether a receipt still waits. */
  boolean isAwaited() {
    return unanswered > 0;
  }

  /** Takes the receipts whose time is over; their items stay. */
  List<Receipt> takeExpired(long nowNanos) {
    if (unanswered == 0) {
      return List.of();
    }
    List<Receipt> receipts = new ArrayList<>();
    for (Item item : items) {
      if (item.receipt != null && !item.expired && item.deadlineNanos != NO_DEADLINE) {
        if (item.deadlineNanos - nowNanos > 0) {
          break;
        }
        receipts.add(item.receipt);
        item.expired = true;
        if (!item.receipt.outlivesTimeout()) {
          item.receipt = null;
          unanswered--;
        }
      }
    }
    return receipts;
  }

  /** Everything unacknowledged, oldest first, to be sent again on a new connection. */
  List<byte[]> replay() {
    List<byte[]> frames = new ArrayList<>(items.size());
    for (Item item : items) {
      item.sent = true;
      frames.add(item.frame);
    }
    return frames;
  }

  /** Finds an unanswered receipt, so that a message sent again can join the one on its way. */
  @Nullable Receipt find(Predicate<Receipt> wanted) {
    for (Iterator<Item> i = items.descendingIterator(); i.hasNext(); ) {
      Receipt receipt = i.next().receipt;
      if (receipt != null && wanted.test(receipt)) {
        return receipt;
      }
    }
    return null;
  }

  /** Empties the inbox; the result tells every receipt still unanswered. */
  Ending.LeftReceipts close() {
    List<Item> left = List.copyOf(items);
    items.clear();
    bytes = 0;
    unanswered = 0;
    return moved -> {
      for (Item item : left) {
        if (item.receipt != null && moved) {
          item.receipt.moved(item.sent);
        } else if (item.receipt != null) {
          item.receipt.abandoned(item.sent);
        }
      }
    };
  }
}
