package io.rtmkit.loadtest.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
      List<MessageId> told = firstTold(client);
      checkSenders(client, told, findings);
      addToChannels(ledger, told, channels);
    }
    channels.forEach(
        (channel, graph) -> {
          for (List<MessageId> circle : graph.takeCircles()) {
            String what = "members of " + channel + " disagree about:";
            findings.add(Invariant.ONE_ORDER, what, circle.toArray());
          }
        });
  }

  private static List<MessageId> firstTold(History.Snapshot client) {
    Set<MessageId> seen = new HashSet<>();
    List<MessageId> told = new ArrayList<>();
    for (Received each : client.received()) {
      if (each.id() != null && seen.add(each.id())) {
        told.add(each.id());
      }
    }
    return told;
  }

  private static void checkSenders(
      History.Snapshot client, List<MessageId> told, Findings findings) {
    Map<String, MessageId> newest = new HashMap<>();
    for (MessageId id : told) {
      MessageId before =
          newest.merge(
              id.sender() + ">" + id.target(),
              id,
              (old, next) -> next.sequence() > old.sequence() ? next : old);
      if (before.sequence() > id.sequence()) {
        findings.add(Invariant.ONE_ORDER, "told " + client + " too late:", id, before);
      }
    }
  }

  private static void addToChannels(
      Ledger ledger, List<MessageId> told, Map<String, OrderGraph> channels) {
    Map<String, MessageId> last = new HashMap<>();
    for (MessageId id : told) {
      if (id.isOfChannel() && !mayBePublishedTwice(ledger, id)) {
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
   * message again, and a server that was killed and keeps nothing publishes it anew, for those who
   * had not seen it. A message that the server was asked to keep has one place for ever.
   */
  private static boolean mayBePublishedTwice(Ledger ledger, MessageId id) {
    Ledger.Send send = ledger.sent(id);
    return send == null
        || (!send.call().isStored()
            && send.outages().overlap(send.call().start(), send.call().end()));
  }
}
