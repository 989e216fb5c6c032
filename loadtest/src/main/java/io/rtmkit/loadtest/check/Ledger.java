package io.rtmkit.loadtest.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All histories of a run, and where to find a message in them. One thread. */
final class Ledger {
  private final List<History.Snapshot> clients;
  private final List<Figure> figures;
  private final Tolerance tolerance;
  private final Map<MessageId, Send> sends = new HashMap<>();
  private final Map<MessageId, Set<String>> receivers = new HashMap<>();

  /**
   * A sent message. Immutable.
   *
   * @param outages when its sender had no connection
   */
  record Send(MessageId id, Call call, Spans outages) {}

  Ledger(List<History> histories, List<Figure> figures, Tolerance tolerance) {
    this.clients = histories.stream().map(History::snapshot).toList();
    this.figures = figures;
    this.tolerance = tolerance;
    for (History.Snapshot client : clients) {
      Spans outages = client.outages();
      for (Call call : client.calls()) {
        if (call.message() != null) {
          sends.put(call.message(), new Send(call.message(), call, outages));
        }
      }
      for (Received each : client.received()) {
        if (each.id() != null) {
          // Most messages have one receiver: a set of its own for each would be most of the memory.
          receivers.merge(each.id(), Set.of(client.user()), Ledger::union);
        }
      }
    }
  }

  List<History.Snapshot> clients() {
    return clients;
  }

  List<Figure> figures() {
    return figures;
  }

  Tolerance tolerance() {
    return tolerance;
  }

  Iterable<Send> sends() {
    return sends.values();
  }

  @Nullable Send sent(MessageId id) {
    return sends.get(id);
  }

  /** Whether any client of the user was given the message. */
  boolean hasArrived(MessageId id, String user) {
    return receivers.getOrDefault(id, Set.of()).contains(user);
  }

  /** Clients by their user. */
  Map<String, List<History.Snapshot>> clientsByUser() {
    Map<String, List<History.Snapshot>> byUser = new LinkedHashMap<>();
    for (History.Snapshot each : clients) {
      byUser.computeIfAbsent(each.user(), user -> new ArrayList<>()).add(each);
    }
    return byUser;
  }

  long accepted() {
    return sends.values().stream().filter(send -> send.call().isAccepted()).count();
  }

  long delivered() {
    return receivers.keySet().stream().filter(sends::containsKey).count();
  }

  long sentCount() {
    return sends.size();
  }

  private static Set<String> union(Set<String> some, Set<String> more) {
    Set<String> all = some.size() > 1 ? some : new HashSet<>(some);
    all.addAll(more);
    return all;
  }
}
