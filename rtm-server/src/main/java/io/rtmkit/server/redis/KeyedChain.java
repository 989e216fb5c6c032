package io.rtmkit.server.redis;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Does what is asked for one key one after the other, so that nothing overtakes even when a step
 * has to be repeated; what waits is done together. Different keys know nothing of each other.
 * Thread-safe; steps run on the thread that adds, or on the one that ended the step before.
 *
 * @param <K> key
 * @param <T> what is asked for
 */
public final class KeyedChain<K, T> {
  private static final int MOST_BYTES = 256 << 10;

  /** What the chain does. */
  public interface Step<K, T> {
    /** Does all of these, in order; the future ends when the next may begin. Never throws. */
    CompletableFuture<?> run(K key, List<T> items);

    /** Whether it may be done together with the first. */
    boolean isJoinable(T first, T next);

    /** Bytes that go out for it. */
    int size(T item);
  }

  private final Step<K, T> step;
  private final int mostTogether;

  @GuardedBy("this")
  private final Map<K, ArrayDeque<T>> waiting = new HashMap<>();

  /** A chain of steps of at most so many. */
  public KeyedChain(Step<K, T> step, int mostTogether) {
    this.step = step;
    this.mostTogether = mostTogether;
  }

  public void add(K key, T item) {
    synchronized (this) {
      ArrayDeque<T> others = waiting.get(key);
      if (others != null) {
        others.add(item);
        return;
      }
      waiting.put(key, new ArrayDeque<>());
    }
    run(key, List.of(item));
  }

  /** Whether something of this key is being done. */
  public synchronized boolean isBusy(K key) {
    return waiting.containsKey(key);
  }

  private void run(K key, List<T> first) {
    // A loop, not a recursion: many steps may end at once.
    for (List<T> items = first; !items.isEmpty(); items = next(key)) {
      CompletableFuture<?> done = step.run(key, items);
      if (!done.isDone()) {
        done.whenComplete((result, failure) -> run(key, next(key)));
        return;
      }
    }
  }

  private synchronized List<T> next(K key) {
    ArrayDeque<T> others = waiting.get(key);
    if (others == null || others.isEmpty()) {
      waiting.remove(key);
      return List.of();
    }
    List<T> items = new ArrayList<>();
    int bytes = 0;
    while (!others.isEmpty()
        && items.size() < mostTogether
        && bytes < MOST_BYTES
        && (items.isEmpty() || step.isJoinable(items.get(0), others.peek()))) {
      T item = others.remove();
      items.add(item);
      bytes += step.size(item);
    }
    return items;
  }
}
