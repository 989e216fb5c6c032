package io.rtmkit.server.core.port;

import java.util.List;

/**
 * What a member of a channel missed while it was lost. Immutable.
 *
 * @param entries in the order in which they were published
 * @param lost older ones that are gone, because too many were missed
 * @param marked whether the store knew the member, or could not be asked
 * @param unread whether the store could not be asked
 * @param idsRise whether that is the order of their ids too
 */
public record Missed(
    List<LogPage.Entry> entries, long lost, boolean marked, boolean unread, boolean idsRise) {
  /** The store does not know the member. */
  public static final Missed NOTHING = new Missed(List.of(), 0, false);

  /** The store could not be asked. */
  public static final Missed UNREAD = new Missed(List.of(), 0, true, true, true);

  public Missed {
    entries = List.copyOf(entries);
  }

  /** Of a channel whose log is in order. */
  public Missed(List<LogPage.Entry> entries, long lost, boolean marked) {
    this(entries, lost, marked, false, true);
  }

  /** Those that are within a bound. */
  public List<LogPage.Entry> within(MissedBound bound) {
    for (int i = entries.size() - 1; i >= 0 && !idsRise; i--) {
      if (entries.get(i).id() == bound.id()) {
        return entries.subList(0, bound.included() ? i + 1 : i);
      }
    }
    // Where ids do not rise they are nearly right: the message is older than all that were missed,
    // or the channel has begun anew.
    return entries.stream().filter(entry -> bound.includes(entry.id())).toList();
  }
}
