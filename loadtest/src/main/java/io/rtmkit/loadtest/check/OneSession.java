package io.rtmkit.loadtest.check;

import java.util.ArrayList;
import java.util.List;

/**
 * I5: of several clients that log in as one user, one stays connected, those before it change
 * nothing any more once the newer login has succeeded, and lose their connections soon. Stateless.
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
                checkRivals(user, clients, ledger.tolerance().rivals(), findings);
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

  private static void checkRivals(
      String user, List<History.Snapshot> clients, long allowed, Findings findings) {
    long longest = longestRivalry(clients);
    if (longest > allowed) {
      String what = user + " had two clients with a connection for " + longest / 1000 + " ms:";
      findings.add(Invariant.ONE_SESSION, what, clients.toArray());
    }
  }

  /** For how long at most two clients of one user both had a connection, in microseconds. */
  static long longestRivalry(Ledger ledger) {
    return ledger.clientsByUser().values().stream()
        .mapToLong(OneSession::longestRivalry)
        .max()
        .orElse(0);
  }

  private static long longestRivalry(List<History.Snapshot> clients) {
    long longest = 0;
    for (Login newer : logins(clients)) {
      for (History.Snapshot older : clients) {
        if (!older.client().equals(newer.name())) {
          longest = Math.max(longest, connectedAfter(older, newer));
        }
      }
    }
    return longest;
  }

  /** How long a client that had a connection when another one logged in went on having it. */
  private static long connectedAfter(History.Snapshot older, Login newer) {
    boolean connected = false;
    long lost = newer.end();
    for (StateChange each : older.states()) {
      if (each.at() <= newer.start()) {
        connected = each.state() == StateChange.CONNECTED;
      } else if (connected) {
        // The first change ends it, or the one that came before the login was answered.
        lost = Math.max(each.at(), newer.end());
        connected = false;
      }
    }
    return connected ? 0 : lost - newer.end();
  }

  private static int lastState(History.Snapshot client) {
    List<StateChange> states = client.states();
    return states.isEmpty() ? 0 : states.get(states.size() - 1).state();
  }
}
