package io.rtmkit.loadtest.check;

/**
 * I8: every call is answered once and within the time that the API promises; so what nobody knows
 * is reported as a time-out in its time, and not later as a success. Stateless.
 */
final class Answers implements Invariants {
  @Override
  public void check(Ledger ledger, Findings findings) {
    for (History.Snapshot client : ledger.clients()) {
      for (Call call : client.calls()) {
        String problem = findProblem(call, ledger.tolerance());
        if (!problem.isEmpty()) {
          findings.add(Invariant.ANSWERS, client + " " + problem + ":", call);
        }
      }
    }
  }

  private static String findProblem(Call call, Tolerance tolerance) {
    if (call.answers() == 0) {
      return "was never answered";
    }
    if (call.answers() > 1) {
      return "was answered " + call.answers() + " times";
    }
    long took = call.end() - call.start();
    return took > call.timeout() + tolerance.answer()
        ? "was answered " + call.code() + " after " + took / 1000 + " ms"
        : "";
  }
}
