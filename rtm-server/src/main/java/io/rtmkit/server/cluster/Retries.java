package io.rtmkit.server.cluster;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
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

  /** Begins something; the result ends when it has been tried once, whatever came of it. */
  @CanIgnoreReturnValue
  CompletableFuture<Void> run(Supplier<? extends CompletableFuture<?>> task) {
    return task.get()
        .handle(
            (done, failure) -> {
              if (failure != null && isWorthwhile(failure)) {
                failed.add(task);
              }
              return null;
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
