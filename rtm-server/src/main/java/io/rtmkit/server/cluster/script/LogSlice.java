package io.rtmkit.server.cluster.script;

import java.util.ArrayList;
import java.util.List;

/**
 * The events behind a position in a channel. Immutable.
 *
 * @param known whether the position is one of the channel; otherwise nothing is said
 * @param from the first offset from which nothing is missing
 */
public record LogSlice(boolean known, long from, List<LogEvent> events) {
  static LogSlice of(Reply reply) {
    boolean known = reply.flag();
    long from = reply.number();
    List<LogEvent> events = new ArrayList<>();
    for (Reply entries = reply.list(); entries.hasNext(); ) {
      events.add(LogEvent.of(from + events.size(), entries.bytes()));
    }
    return new LogSlice(known, from, List.copyOf(events));
  }
}
