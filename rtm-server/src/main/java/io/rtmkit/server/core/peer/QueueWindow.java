package io.rtmkit.server.core.peer;

import java.util.ArrayDeque;

/**
 * What of a user's queue is in the inbox of the session and not acknowledged, in order. Guarded by
 * the monitor of the feed.
 */
final class QueueWindow {
  /** Most bytes that one page takes out of the store. */
  static final int BYTES = 256 << 10;

  /** Most that is sent ahead of the client's acknowledgements out of the store. */
  private static final int MESSAGES = 256;

  private final ArrayDeque<QueuedItem> unacknowledged = new ArrayDeque<>(1);
  private long acknowledged;

  /** How many more may be sent; 0 as long as that is too few to ask the store for. */
  int room() {
    int room = MESSAGES - unacknowledged.size();
    return room < MESSAGES / 2 ? 0 : room;
  }

  void add(QueuedItem item) {
    unacknowledged.add(item);
  }

  /** Lets a sender wait for a message that a page delivered before the sender came here. */
  boolean attach(long offset, PeerDelivery delivery) {
    for (QueuedItem item : unacknowledged) {
      if (item.offset == offset && item.delivery == null) {
        item.delivery = delivery;
        return true;
      }
    }
    return false;
  }

  /** The client has an item. */
  void acknowledge(QueuedItem item) {
    unacknowledged.remove(item);
    acknowledged = Math.max(acknowledged, item.offset);
  }

  /** Whether the client has what is at a place of the queue that this window has passed. */
  boolean isAcknowledged(long offset) {
    return offset <= acknowledged;
  }
}
