package io.rtmkit.loadtest.check;

import io.rtmkit.loadtest.check.InvitationStep.Phase;
import io.rtmkit.loadtest.check.InvitationStep.Side;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * I7: an invitation that was sent ends once for its caller, and for a callee that received it once
 * and in the same way. Stateless.
 */
final class OneEnd implements Invariants {
  @Override
  public void check(Ledger ledger, Findings findings) {
    Map<String, Ends> invitations = new LinkedHashMap<>();
    for (History.Snapshot client : ledger.clients()) {
      for (Call call : client.calls()) {
        if (call.kind() == CallKind.INVITE && call.isAccepted()) {
          invitations.computeIfAbsent(call.target(), id -> new Ends());
        }
      }
      for (InvitationStep step : client.steps()) {
        invitations.computeIfAbsent(step.invitationId(), id -> new Ends()).add(step);
      }
    }
    invitations.forEach(
        (id, ends) -> {
          if (!ends.isOne()) {
            findings.add(Invariant.ONE_END, "ends with " + ends + ":", id);
          }
        });
  }

  /** How one invitation ended at its two ends. One thread. */
  private static final class Ends {
    private final List<Phase> caller = new ArrayList<>();
    private final List<Phase> callee = new ArrayList<>();
    private boolean calleeKnows;

    void add(InvitationStep step) {
      if (step.isEnd()) {
        (step.side() == Side.CALLER ? caller : callee).add(step.phase());
      } else if (step.side() == Side.CALLEE) {
        calleeKnows = true;
      }
    }

    boolean isOne() {
      return caller.size() == 1 && callee.equals(calleeKnows ? caller : List.of());
    }

    @Override
    public String toString() {
      return caller + " for the caller and " + callee + " for the callee";
    }
  }
}
