package io.rtmkit.loadtest.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** I6: what several clients looked at in the end, they saw alike. Stateless. */
final class Convergence implements Invariants {
  @Override
  public void check(Ledger ledger, Findings findings) {
    Map<String, Map<String, List<String>>> seen = new LinkedHashMap<>();
    for (History.Snapshot client : ledger.clients()) {
      for (Observation each : client.observations()) {
        seen.computeIfAbsent(each.kind() + " " + each.key(), key -> new LinkedHashMap<>())
            .computeIfAbsent(each.value(), value -> new ArrayList<>())
            .add(client.client());
      }
    }
    seen.forEach(
        (what, values) -> {
          if (values.size() > 1) {
            Object[] views =
                values.entrySet().stream().map(e -> e.getValue() + "=" + e.getKey()).toArray();
            findings.add(Invariant.CONVERGENCE, "seen differently, " + what + ":", views);
          }
        });
  }
}
