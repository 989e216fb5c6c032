package io.rtmkit.loadtest.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The violations found so far: all are counted, the first are kept. One thread. */
final class Findings {
  private static final int KEPT = 1_000;

  private final Map<Invariant, Long> counts = new EnumMap<>(Invariant.class);
  private final List<Violation> kept = new ArrayList<>();

  void add(Invariant invariant, String what, Object... ids) {
    counts.merge(invariant, 1L, Long::sum);
    if (kept.size() < KEPT) {
      kept.add(new Violation(invariant, what, Arrays.stream(ids).map(String::valueOf).toList()));
    }
  }

  long count(Invariant invariant) {
    return counts.getOrDefault(invariant, 0L);
  }

  long count() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  List<Violation> kept() {
    return List.copyOf(kept);
  }
}
