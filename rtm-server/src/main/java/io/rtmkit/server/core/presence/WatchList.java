package io.rtmkit.server.core.presence;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Whom one session watches. Thread-safe: guarded by its own monitor, which is held while the users'
 * side of it is changed, so that both sides agree.
 */
final class WatchList {
  private final int max;

  @GuardedBy("this")
  private final Set<String> userIds = new LinkedHashSet<>();

  @GuardedBy("this")
  private boolean closed;

  WatchList(int max) {
    this.max = max;
  }

  /**
   * Adds users.
   *
   * @param onAdded called for each that was not on the list
   * @return false if they would be too many; then nothing has changed
   */
  synchronized boolean add(Collection<String> ids, Consumer<String> onAdded) {
    Set<String> all = new LinkedHashSet<>(userIds);
    all.addAll(ids);
    if (all.size() > max) {
      return false;
    }
    if (!closed) {
      all.removeAll(userIds);
      userIds.addAll(all);
      all.forEach(onAdded);
    }
    return true;
  }

  /**
   * Removes users; those that are not on the list are passed over.
   *
   * @param onRemoved called for each that was
   */
  synchronized void remove(Collection<String> ids, Consumer<String> onRemoved) {
    for (String id : ids) {
      if (userIds.remove(id)) {
        onRemoved.accept(id);
      }
    }
  }

  /** Removes all; nobody is added any more. */
  synchronized void close(Consumer<String> onRemoved) {
    closed = true;
    remove(new ArrayList<>(userIds), onRemoved);
  }

  /** Everybody on the list, in the order in which they came. */
  synchronized List<String> userIds() {
    return List.copyOf(userIds);
  }
}
