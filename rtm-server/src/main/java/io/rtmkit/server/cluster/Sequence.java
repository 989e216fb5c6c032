package io.rtmkit.server.cluster;

import io.rtmkit.server.redis.KeyedChain;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Does what is asked for one key one after the other; different keys know nothing of each other.
 * Thread-safe.
 */
final class Sequence<K> {
  private final KeyedChain<K, Supplier<CompletableFuture<?>>> chain =
      new KeyedChain<>(new OneByOne<>(), 1);

  /** Does this when what was asked for before has been done. */
  <T> CompletableFuture<T> run(K key, Supplier<CompletableFuture<T>> step) {
    CompletableFuture<T> done = new CompletableFuture<>();
    chain.add(key, () -> Futures.begin(step, done));
    return done;
  }

  private static final class OneByOne<K>
      implements KeyedChain.Step<K, Supplier<CompletableFuture<?>>> {
    @Override
    public CompletableFuture<?> run(K key, List<Supplier<CompletableFuture<?>>> steps) {
      return steps.get(0).get();
    }

    @Override
    public boolean isJoinable(
        Supplier<CompletableFuture<?>> first, Supplier<CompletableFuture<?>> next) {
      return false;
    }

    @Override
    public int size(Supplier<CompletableFuture<?>> step) {
      return 0;
    }
  }
}
