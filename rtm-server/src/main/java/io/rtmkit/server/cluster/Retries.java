package io.rtmkit.server.cluster;

import io.rtmkit.server.core.port.StoreException;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * Does what must be done sooner or later, however long Redis is away: what failed is begun again at
 * the next tick. Only for what does no harm when it is done twice. Thread-safe.
 */
final class Retries {
  private final Queue<Supplier<? extends CompletableFuture<?>>> failed =
      new ConcurrentLinkedQueue<>();

  void run(Supplier<? extends CompletableFuture<?>> task) {
    task.get()
        .whenComplete(
            (done, failure) -> {
              if (failure != null && isWorthwhile(failure)) {
                failed.add(task);
              }
            });
  }

  private static boolean isWorthwhile(Throwable failure) {
    return failure instanceof StoreException || failure.getCause() instanceof StoreException;
  }

  /** Begins again what failed; call it about once a second. */
  void tick() {
    for (int left = failed.size(); left > 0; left--) {
      Supplier<? extends CompletableFuture<?>> again = failed.poll();
      if (again != null) {
        run(again);
      }
    }
  }

  /** What waits to be done. */
  int waiting() {
    return failed.size();
  }
}
