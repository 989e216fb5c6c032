package io.rtmkit.loadtest.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Which message came before which, as any member saw it. There is one order that all agree on if
 * and only if nothing comes before itself. One thread.
 */
final class OrderGraph {
  private final Map<MessageId, Set<MessageId>> after = new LinkedHashMap<>();

  void add(MessageId earlier, MessageId later) {
    after.computeIfAbsent(earlier, id -> new LinkedHashSet<>(2)).add(later);
    after.computeIfAbsent(later, id -> new LinkedHashSet<>(2));
  }

  /** Circles that have no message in common, each in its order; empties the graph. */
  List<List<MessageId>> takeCircles() {
    List<List<MessageId>> circles = new ArrayList<>();
    removeSorted();
    while (!after.isEmpty()) {
      List<MessageId> circle = walkIntoCircle();
      circles.add(circle);
      circle.forEach(after::remove);
      Set<MessageId> gone = new HashSet<>(circle);
      after.values().forEach(next -> next.removeAll(gone));
      removeSorted();
    }
    return circles;
  }

  /** Removes, again and again, what nothing comes after: what is left leads into a circle. */
  private void removeSorted() {
    Map<MessageId, List<MessageId>> before = new LinkedHashMap<>();
    after.forEach(
        (earlier, next) ->
            next.forEach(
                later -> before.computeIfAbsent(later, id -> new ArrayList<>(2)).add(earlier)));
    ArrayDeque<MessageId> ends = new ArrayDeque<>();
    after.forEach(
        (id, next) -> {
          if (next.isEmpty()) {
            ends.add(id);
          }
        });
    for (MessageId end = ends.poll(); end != null; end = ends.poll()) {
      after.remove(end);
      for (MessageId earlier : before.getOrDefault(end, List.of())) {
        Set<MessageId> next = after.get(earlier);
        if (next != null && next.remove(end) && next.isEmpty()) {
          ends.add(earlier);
        }
      }
    }
  }

  private List<MessageId> walkIntoCircle() {
    List<MessageId> path = new ArrayList<>();
    Set<MessageId> visited = new HashSet<>();
    MessageId at = after.keySet().iterator().next();
    while (visited.add(at)) {
      path.add(at);
      at = Objects.requireNonNull(after.get(at)).iterator().next();
    }
    return List.copyOf(path.subList(path.indexOf(at), path.size()));
  }
}
