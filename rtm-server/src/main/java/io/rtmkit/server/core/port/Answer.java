package io.rtmkit.server.core.port;

import org.jspecify.annotations.Nullable;

/**
 * Takes the answer to something that was asked for: called once, on any thread, also before the
 * call that asked returns. Must not block.
 *
 * @param <T> what was asked for
 */
@FunctionalInterface
public interface Answer<T> {
  /**
   * The answer is there.
   *
   * @param result null if it failed, or where null is an answer of its own
   * @param problem why it failed; null if it did not
   */
  void accept(@Nullable T result, @Nullable StoreException problem);

  /** It was done. */
  default void give(@Nullable T result) {
    accept(result, null);
  }

  /** It was not done, or nobody knows. */
  default void fail(StoreException problem) {
    accept(null, problem);
  }
}
