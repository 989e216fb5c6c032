package io.rtmkit.server.cluster;

import io.rtmkit.server.core.port.Answer;
import io.rtmkit.server.core.port.StoreException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the library lacks. Stateless. */
final class Futures {
  private Futures() {}

  /** The results of all, in their order; fails with one that fails. */
  static <T> CompletableFuture<List<T>> all(List<CompletableFuture<T>> futures) {
    return CompletableFuture.allOf(futures.toArray(CompletableFuture<?>[]::new))
        .thenApply(done -> futures.stream().map(CompletableFuture::join).toList());
  }

  /** Ends when all have ended; fails with one that fails. */
  static CompletableFuture<Void> each(List<? extends CompletableFuture<?>> futures) {
    return CompletableFuture.allOf(futures.toArray(CompletableFuture<?>[]::new));
  }

  /** What has been done already. */
  static CompletableFuture<Void> done() {
    return CompletableFuture.completedFuture(null);
  }

  /** The same without what came of it. */
  static CompletableFuture<Void> ended(CompletableFuture<?> future) {
    return future.thenApply(ignored -> null);
  }

  /** Gives the result to whoever asked. */
  static <T extends @Nullable Object> void answer(
      CompletableFuture<? extends T> future, Answer<T> answer) {
    future.whenComplete(
        (result, failure) -> {
          if (failure == null) {
            answer.give(result);
          } else {
            answer.fail(StoreException.of(failure));
          }
        });
  }

  /** Begins something; what comes of it is also what comes of the other future. */
  static <T> CompletableFuture<?> begin(
      Supplier<CompletableFuture<T>> step, CompletableFuture<T> done) {
    CompletableFuture<T> begun;
    try {
      begun = step.get();
    } catch (RuntimeException e) { // those behind it are to run
      begun = CompletableFuture.failedFuture(e);
    }
    return begun.whenComplete(
        (result, failure) -> {
          if (failure == null) {
            done.complete(result);
          } else {
            done.completeExceptionally(failure);
          }
        });
  }
}
