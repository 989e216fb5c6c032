package io.rtmkit.server.cluster.bus;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who is there, as the last beat says and senders have noticed since. Thread-safe. */
final class Nodes {
  /**
   * What is different from before. Immutable.
   *
   * @param gone not there any more, and not yet told
   * @param forgotten nothing is left of them
   */
  record Changes(List<String> gone, List<String> forgotten) {}

  private volatile Map<String, LiveNode> live = Map.of();

  /** Of them there was a lease, whether it held or not. */
  @GuardedBy("this")
  private Set<String> listed = Set.of();

  /** Their leases are over. */
  @GuardedBy("this")
  private Set<String> over = Set.of();

  /** They have no inbox, whatever their leases say. */
  private volatile Set<String> withoutInbox = Set.of();

  /** Those that are there. */
  List<LiveNode> live() {
    Set<String> without = withoutInbox;
    return live.values().stream().filter(node -> !without.contains(node.node())).toList();
  }

  boolean isLive(String node) {
    return live.containsKey(node) && !withoutInbox.contains(node);
  }

  boolean isWithoutInbox(String node) {
    return withoutInbox.contains(node);
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
    Set<String> without = new HashSet<>(withoutInbox);
    without.retainAll(all);
    withoutInbox = Set.copyOf(without);
    live = Map.copyOf(there);
    over = ended;
    listed = all;
    return new Changes(gone, forgotten);
  }

  @GuardedBy("this")
  private void tellOnce(String node, List<String> gone) {
    if (!over.contains(node) && !withoutInbox.contains(node)) {
      gone.add(node);
    }
  }

  /** That server has no inbox; returns whether it was not yet known to be gone. */
  synchronized boolean onNoInbox(String node) {
    if (withoutInbox.contains(node)) {
      return false;
    }
    Set<String> without = new HashSet<>(withoutInbox);
    without.add(node);
    withoutInbox = Set.copyOf(without);
    return !over.contains(node);
  }
}
