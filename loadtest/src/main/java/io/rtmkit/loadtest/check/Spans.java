package io.rtmkit.loadtest.check;

import java.util.ArrayList;
import java.util.List;

/** Pieces of time in microseconds, in rising order. Immutable. */
public record Spans(List<Span> list) {
  /** One piece of time; open if it ends at {@link Long#MAX_VALUE}. Immutable. */
  public record Span(long from, long to) {
    boolean overlaps(long otherFrom, long otherTo) {
      return otherFrom <= to && otherTo >= from;
    }
  }

  static Spans outages(List<StateChange> states) {
    List<Span> spans = new ArrayList<>();
    long from = -1;
    for (StateChange each : states) {
      if (each.state() == StateChange.RECONNECTING) {
        from = each.at();
      } else if (from >= 0) {
        spans.add(new Span(from, each.at()));
        from = -1;
      }
    }
    if (from >= 0) {
      spans.add(new Span(from, Long.MAX_VALUE));
    }
    return new Spans(spans);
  }

  boolean overlap(long from, long to) {
    for (Span each : list) {
      if (each.overlaps(from, to)) {
        return true;
      }
    }
    return false;
  }

  /** The beginning of the last piece that began before this; the moment itself if there is none. */
  long lastBefore(long at) {
    long last = at;
    for (Span each : list) {
      if (each.from() <= at) {
        last = each.from();
      }
    }
    return last;
  }
}
