package io.rtmkit.server.cluster.bus;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who is there, as the last beat says and senders have noticed since. Thread-safe. */
final class Nodes {
  private static final int MOST_REMEMBERED = 1_000;

  /**
   * What is different from before. Immutable.
   *
   * @param gone not there any more, and not yet told
   * @param back there again
   * @param forgotten nothing is left of them
   */
  record Changes(List<String> gone, List<String> back, List<String> forgotten) {}

  private volatile Map<String, LiveNode> live = Map.of();

  /** Of them there was a lease, whether it held or not. */
  @GuardedBy("this")
  private Set<String> listed = Set.of();

  /** Their leases are over. */
  private volatile Set<String> over = Set.of();

  /**
   * They have no inbox, or left: no server ever has that name again. A late send to one of them
   * must not begin to count anew, and the oldest are late no more.
   */
  private volatile Set<String> without = Set.of();

  /** Those that are there. */
  List<LiveNode> live() {
    Set<String> left = without;
    return live.values().stream().filter(node -> !left.contains(node.node())).toList();
  }

  /** Whether nothing that is sent to that server can arrive any more. */
  boolean hasLeft(String node) {
    return without.contains(node);
  }

  /** Whether that server was there, and is not any more; one that was never seen may come yet. */
  boolean isGone(String node) {
    return over.contains(node) || without.contains(node);
  }

  /** Takes what a beat found. */
  synchronized Changes onBeat(Beat beat) {
    Map<String, LiveNode> there = new HashMap<>();
    beat.live().forEach(node -> there.put(node.node(), node));
    Set<String> ended = new HashSet<>();
    beat.expired().forEach(node -> ended.add(node.node()));
    Set<String> all = new HashSet<>(there.keySet());
    all.addAll(ended);

    List<String> gone = new ArrayList<>();
    List<String> forgotten = new ArrayList<>();
    for (String node : listed) {
      if (!all.contains(node)) {
        forgotten.add(node);
      }
    }
    for (String node : ended) {
      tellOnce(node, gone);
    }
    for (String node : forgotten) {
      tellOnce(node, gone);
    }
    List<String> back = over.stream().filter(node -> isBack(node, there.keySet())).toList();
    forgotten.forEach(this::leave);
    live = Map.copyOf(there);
    over = ended;
    listed = all;
    return new Changes(gone, back, forgotten);
  }

  private boolean isBack(String node, Set<String> there) {
    return there.contains(node) && !without.contains(node);
  }

  @GuardedBy("this")
  private void tellOnce(String node, List<String> gone) {
    if (!over.contains(node) && !without.contains(node)) {
      gone.add(node);
    }
  }

  private synchronized void leave(String node) {
    Set<String> left = new LinkedHashSet<>(without);
    left.add(node);
    if (left.size() > MOST_REMEMBERED) {
      left.remove(left.iterator().next());
    }
    without = Collections.unmodifiableSet(left);
  }

  /** That server has no inbox; returns whether it was not yet known to be gone. */
  synchronized boolean onNoInbox(String node) {
    if (without.contains(node)) {
      return false;
    }
    leave(node);
    return !over.contains(node);
  }
}
