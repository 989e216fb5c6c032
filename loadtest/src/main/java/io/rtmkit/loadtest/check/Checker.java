package io.rtmkit.loadtest.check;

import java.util.List;

/** Reads all histories of a run and says whether the promises held. Stateless. */
public final class Checker {
  private static final List<Invariants> ALL =
      List.of(
          new NothingLost(),
          new SeenOnce(),
          new OneOrder(),
          new NothingInvented(),
          new OneSession(),
          new Convergence(),
          new OneEnd(),
          new Answers(),
          new Resources());

  private Checker() {}

  /** Checks everything, at the end of a run. */
  public static Verdict check(List<History> histories, List<Figure> figures, Tolerance tolerance) {
    Ledger ledger = new Ledger(histories, figures, tolerance);
    Findings findings = new Findings();
    ALL.forEach(each -> each.check(ledger, findings));
    return new Verdict(
        ledger.sentCount(),
        ledger.accepted(),
        ledger.delivered(),
        findings.count(Invariant.NOTHING_LOST),
        findings.count(Invariant.SEEN_ONCE),
        findings.count(Invariant.ONE_ORDER),
        findings.kept(),
        findings.count());
  }

  /** How many messages are still to arrive, for a run that waits for them. */
  public static long missing(List<History> histories, Tolerance tolerance) {
    Ledger ledger = new Ledger(histories, List.of(), tolerance);
    return count(new NothingLost(), ledger);
  }

  /** How many things are seen differently, for a run that waits for agreement. */
  public static long disagreements(List<History> histories) {
    return count(new Convergence(), new Ledger(histories, List.of(), Tolerance.USUAL));
  }

  /** The things that are seen differently. */
  public static List<Violation> differences(List<History> histories) {
    Findings findings = new Findings();
    new Convergence().check(new Ledger(histories, List.of(), Tolerance.USUAL), findings);
    return findings.kept();
  }

  /** For how long at most two clients of one user both had a connection, in microseconds. */
  public static long longestRivalry(List<History> histories) {
    return OneSession.longestRivalry(new Ledger(histories, List.of(), Tolerance.USUAL));
  }

  private static long count(Invariants invariants, Ledger ledger) {
    Findings findings = new Findings();
    invariants.check(ledger, findings);
    return findings.count();
  }
}
