package io.rtmkit.loadtest.check;

import java.util.HashSet;
import java.util.Set;

/** I2: no client is told one message twice. Stateless. */
final class SeenOnce implements Invariants {
  @Override
  public void check(Ledger ledger, Findings findings) {
    for (History.Snapshot client : ledger.clients()) {
      Set<MessageId> seen = new HashSet<>();
      for (Received each : client.received()) {
        if (each.id() != null && !seen.add(each.id())) {
          findings.add(Invariant.SEEN_ONCE, "told again to " + client + ":", each.id());
        }
      }
    }
  }
}
