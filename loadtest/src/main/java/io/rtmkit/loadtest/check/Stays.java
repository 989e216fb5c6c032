package io.rtmkit.loadtest.check;

import io.rtmkit.loadtest.check.Spans.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * When a client was in which channel, as it knows itself: a lost connection ends no stay, since the
 * client comes back into the channel by itself. One thread.
 */
final class Stays {
  private final Map<String, List<Span>> stays = new HashMap<>();
  private final Map<String, Long> begun = new HashMap<>();

  Stays(History.Snapshot client) {
    List<Turn> turns = new ArrayList<>();
    for (Call call : client.calls()) {
      addTurn(call, turns);
    }
    for (Gap gap : client.gaps()) {
      if (gap.membershipLost()) {
        turns.add(new Turn(gap.at(), false, gap.channel()));
      }
    }
    for (StateChange each : client.states()) {
      if (each.state() == StateChange.ABORTED) {
        turns.add(new Turn(each.at(), false, ""));
      }
    }
    turns.sort(Comparator.comparingLong(Turn::at));
    turns.forEach(this::take);
    begun.forEach((channel, from) -> add(channel, from, Long.MAX_VALUE));
  }

  /** Into a channel or out of it; out of all of them if it has no name. */
  private record Turn(long at, boolean in, String channel) {}

  /** Whether the client was in the channel from then on until the end of the run. */
  boolean lasts(String channel, long from) {
    return of(channel).stream().anyMatch(stay -> stay.from() < from && stay.to() == Long.MAX_VALUE);
  }

  private List<Span> of(String channel) {
    return stays.getOrDefault(channel, List.of());
  }

  private static void addTurn(Call call, List<Turn> turns) {
    switch (call.kind()) {
      case JOIN -> {
        if (call.isAccepted()) {
          turns.add(new Turn(call.end(), true, call.target()));
        }
      }
      case LEAVE -> turns.add(new Turn(call.start(), false, call.target()));
      case LOGOUT -> turns.add(new Turn(call.start(), false, ""));
      default -> {}
    }
  }

  private void take(Turn turn) {
    if (turn.in()) {
      begun.putIfAbsent(turn.channel(), turn.at());
    } else {
      for (String channel : List.copyOf(begun.keySet())) {
        if (turn.channel().isEmpty() || turn.channel().equals(channel)) {
          Long from = begun.remove(channel);
          add(channel, from == null ? turn.at() : from, turn.at());
        }
      }
    }
  }

  private void add(String channel, long from, long to) {
    stays.computeIfAbsent(channel, id -> new ArrayList<>()).add(new Span(from, to));
  }
}
