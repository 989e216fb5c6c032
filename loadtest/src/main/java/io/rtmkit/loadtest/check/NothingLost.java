package io.rtmkit.loadtest.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * I1: a peer message that was accepted has reached its receiver, and a channel message every member
 * that stayed, or the member knows that something is missing. A call without a success promises
 * nothing: its message may come or not. Stateless.
 */
final class NothingLost implements Invariants {
  private static final double MICROS = 1_000_000;

  @Override
  public void check(Ledger ledger, Findings findings) {
    Map<String, List<Member>> members = members(ledger);
    for (Ledger.Send send : ledger.sends()) {
      MessageId id = send.id();
      if (!send.call().isAccepted()) {
        continue;
      }
      if (id.isOfChannel()) {
        members.getOrDefault(id.channel(), List.of()).stream()
            .filter(member -> member.misses(send, ledger))
            .forEach(member -> report(findings, send, member.client.user()));
      } else if (!ledger.hasArrived(id, id.target())) {
        report(findings, send, id.target());
      }
    }
  }

  private static void report(Findings findings, Ledger.Send send, String receiver) {
    Call call = send.call();
    String what =
        String.format(
            Locale.ROOT,
            "%ssent at %.3f s, answered %d at %.3f s, never told to %s:",
            call.isStored() ? "to keep, " : "",
            call.start() / MICROS,
            call.code(),
            call.end() / MICROS,
            receiver);
    findings.add(Invariant.NOTHING_LOST, what, send.id());
  }

  /** By channel, the clients that ever asked to be in it. */
  private static Map<String, List<Member>> members(Ledger ledger) {
    Map<String, List<Member>> members = new HashMap<>();
    for (History.Snapshot client : ledger.clients()) {
      Member member = new Member(client, ledger.tolerance());
      client.calls().stream()
          .filter(call -> call.kind() == CallKind.JOIN)
          .map(Call::target)
          .distinct()
          .forEach(channel -> members.computeIfAbsent(channel, c -> new ArrayList<>()).add(member));
    }
    return members;
  }

  /** A client in channels, and when it knew that it may have missed something. One thread. */
  private static final class Member {
    final History.Snapshot client;
    private final Stays stays;
    private final Spans outages;
    private final Map<String, Spans> gaps = new HashMap<>();
    private final long notice;
    private final boolean outageExcuses;

    Member(History.Snapshot client, Tolerance tolerance) {
      this.client = client;
      stays = new Stays(client);
      outages = client.outages();
      notice = tolerance.notice();
      outageExcuses = tolerance.outageExcuses();
      Map<String, List<Spans.Span>> spans = new HashMap<>();
      for (Gap gap : client.gaps()) {
        // What was on its way when the connection was lost is missing too.
        Spans.Span span = new Spans.Span(outages.lastBefore(gap.at()) - notice, gap.at());
        spans.computeIfAbsent(gap.channel(), c -> new ArrayList<>()).add(span);
      }
      spans.forEach((channel, list) -> gaps.put(channel, new Spans(list)));
    }

    boolean misses(Ledger.Send send, Ledger ledger) {
      MessageId id = send.id();
      return !client.user().equals(id.sender())
          && stays.lasts(id.channel(), send.call().start())
          && !ledger.hasArrived(id, client.user())
          && !isExcused(send.call(), id.channel());
    }

    // A message that the server was asked to keep must come whatever happened meanwhile.
    private boolean isExcused(Call call, String channel) {
      if (call.isStored()) {
        return false;
      }
      return (outageExcuses && outages.overlap(call.start(), call.end() + notice))
          || gaps.getOrDefault(channel, new Spans(List.of())).overlap(call.start(), call.end());
    }
  }
}
