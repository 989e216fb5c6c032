package io.rtmkit.client.internal;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;

/** The messages seen last, so that one sent twice is told once. Loop thread. */
final class RecentMessages {
  static final int CAPACITY = 2_048;

  private final Set<String> seen = new HashSet<>();
  private final ArrayDeque<String> order = new ArrayDeque<>();

  /** Notes a message; false if it is among those seen last. */
  boolean add(String senderId, long messageId) {
    String key = messageId + " " + senderId;
    if (!seen.add(key)) {
      return false;
    }
    order.add(key);
    if (order.size() > CAPACITY) {
      seen.remove(order.remove());
    }
    return true;
  }
}
