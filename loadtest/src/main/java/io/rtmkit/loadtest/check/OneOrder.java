package io.rtmkit.loadtest.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * I3: what a sender sends to one target comes in that order, and all members of a channel see its
 * messages in one order. Only the first time that a client is told a message counts: the second is
 * no question of order. Stateless.
 */
final class OneOrder implements Invariants {
  @Override
  public void check(Ledger ledger, Findings findings) {
    Map<String, OrderGraph> channels = new HashMap<>();
    for (History.Snapshot client : ledger.clients()) {
      List<Received> told = firstTold(client);
      checkSenders(ledger, client, told, findings);
      addToChannels(ledger, ids(told), channels);
    }
    channels.forEach(
        (channel, graph) -> {
          for (List<MessageId> circle : graph.takeCircles()) {
            String what = "members of " + channel + " disagree about:";
            findings.add(Invariant.ONE_ORDER, what, circle.toArray());
          }
        });
  }

  private static List<Received> firstTold(History.Snapshot client) {
    Set<MessageId> seen = new HashSet<>();
    List<Received> told = new ArrayList<>();
    for (Received each : client.received()) {
      if (each.id() != null && seen.add(each.id())) {
        told.add(each);
      }
    }
    return told;
  }

  private static List<MessageId> ids(List<Received> told) {
    return told.stream().map(Received::id).filter(Objects::nonNull).toList();
  }

  private static void checkSenders(
      Ledger ledger, History.Snapshot client, List<Received> told, Findings findings) {
    Map<String, Received> newest = new HashMap<>();
    Map<String, Received> newestUnkept = new HashMap<>();
    for (Received each : told) {
      MessageId id = Objects.requireNonNull(each.id());
      if (isUnknown(ledger, id)) {
        continue;
      }
      String way = id.sender() + ">" + id.target();
      // What was kept may come before what its sender had to send again.
      Received before = (mayBeSentAgain(ledger, id) ? newestUnkept : newest).get(way);
      if (before != null && sequence(before) > id.sequence()) {
        String what =
            "told %s too late (%s, after one %s):"
                .formatted(client, outcome(ledger, each), outcome(ledger, before));
        findings.add(Invariant.ONE_ORDER, what, id, Objects.requireNonNull(before.id()));
      }
      newest.merge(way, each, OneOrder::later);
      if (!isKept(ledger, id)) {
        newestUnkept.merge(way, each, OneOrder::later);
      }
    }
  }

  private static long sequence(Received received) {
    return Objects.requireNonNull(received.id()).sequence();
  }

  private static Received later(Received one, Received other) {
    return sequence(one) > sequence(other) ? one : other;
  }

  private static void addToChannels(
      Ledger ledger, List<MessageId> told, Map<String, OrderGraph> channels) {
    Map<String, MessageId> last = new HashMap<>();
    for (MessageId id : told) {
      if (id.isOfChannel() && !mayBeSentAgain(ledger, id) && !isUnknown(ledger, id)) {
        OrderGraph graph = channels.computeIfAbsent(id.channel(), channel -> new OrderGraph());
        MessageId before = last.put(id.channel(), id);
        if (before != null) {
          graph.add(before, id);
        }
      }
    }
  }

  /**
   * Whether the sender lost its connection while it waited for the answer. It then sends the
   * message again, and a server that was killed and did not keep it treats it as a new one: some
   * see it in its old place and some in the new. A message that the server was asked to keep has
   * one place for ever.
   */
  private static boolean mayBeSentAgain(Ledger ledger, MessageId id) {
    Ledger.Send send = ledger.sent(id);
    return send == null
        || (!send.call().isStored()
            && send.outages().overlap(send.call().start(), send.call().end()));
  }

  /**
   * Whether the server was asked to keep it and did not say that it does: then a store that was
   * slow may have it at any later time, if at all.
   */
  private static boolean isUnknown(Ledger ledger, MessageId id) {
    Ledger.Send send = ledger.sent(id);
    return send != null && send.call().isStored() && !send.call().isAccepted();
  }

  private static boolean isKept(Ledger ledger, MessageId id) {
    Ledger.Send send = ledger.sent(id);
    return send != null && send.call().isStored();
  }

  private static String outcome(Ledger ledger, Received told) {
    Ledger.Send send = ledger.sent(Objects.requireNonNull(told.id()));
    return send == null
        ? "never sent"
        : String.format(
            Locale.ROOT,
            "%ssent at %.3f s, answered %d at %.3f s, told at %.3f s",
            send.call().isStored() ? "to keep, " : "",
            send.call().start() / 1e6,
            send.call().code(),
            send.call().end() / 1e6,
            told.at() / 1e6);
  }
}
