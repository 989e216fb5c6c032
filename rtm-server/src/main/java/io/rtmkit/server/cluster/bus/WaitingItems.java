package io.rtmkit.server.cluster.bus;

import io.rtmkit.server.cluster.wire.Item;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be sent to one server: makes batches of it. What does not fit or waits too long is
 * dropped, and the next batch tells of the gap. One thread at a time.
 */
final class WaitingItems {
  static final int MOST_ITEMS = 128;
  static final int MOST_BATCH_BYTES = 32 << 10;
  static final long MOST_BYTES = 16 << 20;

  /** What is older is of no use any more: its receivers were told otherwise, or asked again. */
  static final Duration LONGEST = Duration.ofSeconds(10);

  private record Waiting(Item item, int bytes, long sinceNanos) {}

  /**
   * What goes together. Immutable.
   *
   * @param items none if there is only a gap to tell of
   * @param afterGap whether something before it was dropped
   * @param sinceNanos when the first of it came
   */
  record Together(List<Item> items, boolean afterGap, int bytes, long sinceNanos) {}

  private final ArrayDeque<Waiting> items = new ArrayDeque<>();
  private final BusFigures figures;
  private long bytes;
  private boolean gap;

  WaitingItems(BusFigures figures) {
    this.figures = figures;
  }

  /** Adds it, or drops it if too much waits. */
  void add(Item item, long nowNanos) {
    int size = item.getSerializedSize();
    if (bytes + size > MOST_BYTES) {
      figures.onDropped(1);
      gap = true;
      return;
    }
    items.add(new Waiting(item, size, nowNanos));
    count(1, size);
  }

  /** Takes what goes into the next batch; null if there is nothing to be told. */
  @Nullable Together next(long nowNanos) {
    dropOld(nowNanos);
    if (items.isEmpty() && !gap) {
      return null;
    }
    List<Item> together = new ArrayList<>();
    int size = 0;
    long since = nowNanos;
    while (!items.isEmpty() && fits(together.size(), size)) {
      Waiting next = items.remove();
      if (together.isEmpty()) {
        since = next.sinceNanos();
      }
      together.add(next.item());
      size += next.bytes();
    }
    count(-together.size(), -size);
    Together result = new Together(List.copyOf(together), gap, size, since);
    gap = false;
    return result;
  }

  private boolean fits(int count, int size) {
    return count == 0 || (count < MOST_ITEMS && size + items.element().bytes() <= MOST_BATCH_BYTES);
  }

  private void dropOld(long nowNanos) {
    while (!items.isEmpty() && nowNanos - items.element().sinceNanos() > LONGEST.toNanos()) {
      count(-1, -items.remove().bytes());
      figures.onDropped(1);
      gap = true;
    }
  }

  /** What was taken is lost. */
  void onLost(Together lost) {
    figures.onDropped(lost.items().size());
    gap = true;
  }

  /** Drops everything. */
  void clear() {
    figures.onDropped(items.size());
    count(-items.size(), -bytes);
    items.clear();
    gap = false;
  }

  private void count(int moreItems, long moreBytes) {
    bytes += moreBytes;
    figures.onWaiting(moreItems, moreBytes);
  }
}
