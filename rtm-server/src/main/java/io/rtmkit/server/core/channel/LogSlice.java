package io.rtmkit.server.core.channel;

import java.util.List;

/**
 * A piece of a channel's stream, up to its newest event. Immutable.
 *
 * @param known whether the position that was asked about is one of this life of the channel
 * @param from the first offset from which nothing is missing
 * @param events in order
 */
public record LogSlice(boolean known, long from, List<LogEvent> events) {
  public LogSlice {
    events = List.copyOf(events);
  }
}
