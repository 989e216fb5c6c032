package io.rtmkit.loadtest.check;

/** I9: resources are back where they were before the run. Stateless. */
final class Resources implements Invariants {
  @Override
  public void check(Ledger ledger, Findings findings) {
    for (Figure each : ledger.figures()) {
      if (!each.isBack()) {
        String what = "grew from " + each.before() + " to " + each.after() + ":";
        findings.add(Invariant.RESOURCES, what, each.name());
      }
    }
  }
}
