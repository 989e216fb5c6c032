package io.rtmkit.loadtest.check;

import java.util.ArrayList;
import java.util.List;

/**
 * I5: of several clients that log in as one user, one stays connected, and those before it change
 * nothing any more once the newer login has succeeded. Stateless.
 */
final class OneSession implements Invariants {
  @Override
  public void check(Ledger ledger, Findings findings) {
    ledger
        .clientsByUser()
        .forEach(
            (user, clients) -> {
              List<Login> logins = logins(clients);
              boolean rivals = logins.stream().map(Login::name).distinct().count() > 1;
              if (rivals) {
                checkSurvivors(user, clients, findings);
                logins.forEach(newer -> checkOlder(newer, logins, findings));
              }
            });
  }

  /** A login that succeeded. Immutable. */
  private record Login(History.Snapshot client, long start, long end) {
    String name() {
      return client.client();
    }

    /** When the client itself gave the session up, or logged in anew. */
    long givenUp() {
      return client.calls().stream()
          .filter(call -> call.kind() == CallKind.LOGOUT || call.kind() == CallKind.LOGIN)
          .mapToLong(Call::start)
          .filter(at -> at > end)
          .min()
          .orElse(Long.MAX_VALUE);
    }
  }

  private static List<Login> logins(List<History.Snapshot> clients) {
    List<Login> logins = new ArrayList<>();
    for (History.Snapshot client : clients) {
      for (Call call : client.calls()) {
        if (call.kind() == CallKind.LOGIN && call.isAccepted()) {
          logins.add(new Login(client, call.start(), call.end()));
        }
      }
    }
    return logins;
  }

  private static void checkSurvivors(
      String user, List<History.Snapshot> clients, Findings findings) {
    List<History.Snapshot> connected =
        clients.stream().filter(client -> lastState(client) == StateChange.CONNECTED).toList();
    boolean loggedOut =
        clients.stream()
            .flatMap(client -> client.calls().stream())
            .anyMatch(call -> call.kind() == CallKind.LOGOUT);
    if (connected.size() > 1) {
      findings.add(Invariant.ONE_SESSION, user + " has several sessions:", connected.toArray());
    } else if (connected.isEmpty() && !loggedOut) {
      findings.add(Invariant.ONE_SESSION, user + " has no session left:", clients.toArray());
    }
  }

  /** Logins that overlap in time are in no order: which of them is newer, nobody can say. */
  private static void checkOlder(Login newer, List<Login> logins, Findings findings) {
    for (Login older : logins) {
      if (older.name().equals(newer.name()) || older.end() >= newer.start()) {
        continue;
      }
      long until = older.givenUp();
      for (Call call : older.client().calls()) {
        boolean inside = call.start() > newer.end() && call.start() < until;
        if (inside && call.kind().writes() && call.isAccepted()) {
          String what = older.client() + " wrote after " + newer.client() + " had logged in:";
          findings.add(Invariant.ONE_SESSION, what, call);
        }
      }
    }
  }

  private static int lastState(History.Snapshot client) {
    List<StateChange> states = client.states();
    return states.isEmpty() ? 0 : states.get(states.size() - 1).state();
  }
}
