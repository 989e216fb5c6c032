package io.rtmkit.server.cluster.bus;

import io.rtmkit.server.cluster.wire.Item;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** What a server sends to itself: goes to the listener without Redis. Thread-safe. */
final class OwnItems {
  private final BusThreads threads;
  private final BusListener listener;
  private final BusFigures figures;
  private final AtomicLong waitingBytes = new AtomicLong();
  private final AtomicBoolean gap = new AtomicBoolean();

  OwnItems(BusThreads threads, BusListener listener, BusFigures figures) {
    this.threads = threads;
    this.listener = listener;
    this.figures = figures;
  }

  void add(String self, Item item) {
    long bytes = item.getSerializedSize();
    if (waitingBytes.addAndGet(bytes) > WaitingItems.MOST_BYTES) {
      waitingBytes.addAndGet(-bytes);
      figures.onDropped(1);
      if (gap.compareAndSet(false, true)) {
        threads.onReader(() -> tellGap(self));
      }
      return;
    }
    figures.onWaiting(1, bytes);
    threads.onReader(
        () -> {
          waitingBytes.addAndGet(-bytes);
          figures.onWaiting(-1, -bytes);
          listener.onItem(self, item);
        });
  }

  private void tellGap(String self) {
    gap.set(false);
    figures.onGap();
    listener.onGap(self);
  }
}
