package io.rtmkit.server.admin;

import io.rtmkit.server.core.port.Answer;
import io.rtmkit.server.core.port.StoreException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Turns what the domain answers later into stages. Stateless. */
final class Later {
  private Later() {}

  /** What is answered, and is never null; fails with a {@link StoreException}. */
  static <T> CompletableFuture<T> of(Consumer<Answer<T>> question) {
    CompletableFuture<T> future = new CompletableFuture<>();
    question.accept(
        (result, problem) -> {
          if (result != null) {
            future.complete(result);
          } else {
            future.completeExceptionally(
                problem == null ? StoreException.unknown("no answer", null) : problem);
          }
        });
    return future;
  }

  /** What is answered, if null is an answer of its own. */
  static <T> CompletableFuture<@Nullable T> orNull(Consumer<Answer<T>> question) {
    CompletableFuture<@Nullable T> future = new CompletableFuture<>();
    question.accept(
        (result, problem) -> {
          if (problem == null) {
            future.complete(result);
          } else {
            future.completeExceptionally(problem);
          }
        });
    return future;
  }
}
