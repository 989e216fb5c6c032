package io.rtmkit.server.core.peer;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Messages that were stored while their receiver's feed was behind, by their places in the queue.
 * Guarded by the monitor of the feed.
 */
final class EarlyMessages {
  /** Null while there are none, as there mostly are. */
  private @Nullable TreeMap<Long, PeerDelivery> byOffset;

  boolean isEmpty() {
    return byOffset == null;
  }

  void put(long offset, PeerDelivery delivery) {
    TreeMap<Long, PeerDelivery> all = byOffset == null ? new TreeMap<>() : byOffset;
    all.put(offset, delivery);
    byOffset = all;
  }

  /** Takes the one at a place; null if there is none. */
  @Nullable PeerDelivery take(long offset) {
    if (byOffset == null) {
      return null;
    }
    PeerDelivery taken = byOffset.remove(offset);
    byOffset = byOffset.isEmpty() ? null : byOffset;
    return taken;
  }

  /** Takes those before a place. */
  List<PeerDelivery> takeBelow(long offset) {
    if (byOffset == null) {
      return List.of();
    }
    Map<Long, PeerDelivery> head = byOffset.headMap(offset);
    List<PeerDelivery> below = List.copyOf(head.values());
    head.clear();
    byOffset = byOffset.isEmpty() ? null : byOffset;
    return below;
  }

  /** Takes all, in order. */
  Map<Long, PeerDelivery> takeAll() {
    Map<Long, PeerDelivery> all = byOffset == null ? Map.of() : byOffset;
    byOffset = null;
    return all;
  }
}
