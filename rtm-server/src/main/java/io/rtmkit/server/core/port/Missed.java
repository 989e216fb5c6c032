package io.rtmkit.server.core.port;

import java.util.List;

/**
 * What a member of a channel missed while it was lost. Immutable.
 *
 * @param entries oldest first
 * @param lost older ones that are gone, because too many were missed
 * @param marked whether the store knew the member, or could not be asked
 * @param unread whether the store could not be asked
 */
public record Missed(List<LogPage.Entry> entries, long lost, boolean marked, boolean unread) {
  /** The store does not know the member. */
  public static final Missed NOTHING = new Missed(List.of(), 0, false);

  /** The store could not be asked. */
  public static final Missed UNREAD = new Missed(List.of(), 0, true, true);

  public Missed {
    entries = List.copyOf(entries);
  }

  public Missed(List<LogPage.Entry> entries, long lost, boolean marked) {
    this(entries, lost, marked, false);
  }
}
