package io.rtmkit.loadtest.check;

/** I4: what a client is told was sent by that sender to that target, before, and so. Stateless. */
final class NothingInvented implements Invariants {
  @Override
  public void check(Ledger ledger, Findings findings) {
    for (History.Snapshot client : ledger.clients()) {
      for (Received each : client.received()) {
        String problem = findProblem(ledger, client, each);
        if (!problem.isEmpty()) {
          Object what = each.id() == null ? each.broken() : each.id();
          findings.add(Invariant.NOTHING_INVENTED, "told " + client + " " + problem + ":", what);
        }
      }
    }
  }

  private static String findProblem(Ledger ledger, History.Snapshot client, Received message) {
    if (message.id() == null) {
      return "something else than what was sent";
    }
    boolean ofChannel = message.via().startsWith(MessageId.CHANNEL);
    if (!message.isWhereItBelongs() || !(ofChannel || message.via().equals(client.user()))) {
      return "as from " + message.from() + " via " + message.via();
    }
    Ledger.Send send = ledger.sent(message.id());
    if (send == null) {
      return "what nobody sent";
    }
    return message.at() < send.call().start() ? "before it was sent" : "";
  }
}
