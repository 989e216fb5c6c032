package io.rtmkit.server.cluster;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Keeps what a server does of its own accord from pushing aside what clients wait for: so many
 * calls at once, the others behind them. What fails is not repeated. Thread-safe.
 */
final class Pace {
  private static final int AT_ONCE = 256;

  private final Queue<Supplier<? extends CompletableFuture<?>>> waiting =
      new ConcurrentLinkedQueue<>();
  private final AtomicInteger running = new AtomicInteger();

  void run(Supplier<? extends CompletableFuture<?>> task) {
    waiting.add(task);
    begin();
  }

  private void begin() {
    while (running.get() < AT_ONCE) {
      if (running.incrementAndGet() > AT_ONCE) {
        running.decrementAndGet();
        return;
      }
      Supplier<? extends CompletableFuture<?>> next = waiting.poll();
      if (next == null) {
        running.decrementAndGet();
        return;
      }
      CompletableFuture<?> done = next.get();
      if (done.isDone()) {
        running.decrementAndGet(); // in this loop: many may be done at once
      } else {
        done.whenComplete(
            (result, failure) -> {
              running.decrementAndGet();
              begin();
            });
      }
    }
  }
}
