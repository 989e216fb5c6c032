package io.rtmkit.loadtest.check;

/** One or a few promises that are looked at together. Stateless. */
interface Invariants {
  void check(Ledger ledger, Findings findings);
}
