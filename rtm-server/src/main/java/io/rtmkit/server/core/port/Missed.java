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

  /**
   * Those up to an id, or before the one that follows it. Where ids do not rise these two show
   * where the rest begins, if one of them is there.
   */
  public List<LogPage.Entry> upTo(long id) {
    for (int i = 0; i < entries.size() && !idsRise; i++) {
      if (entries.get(i).id() == id + 1) {
        return entries.subList(0, i);
      }
    }
    for (int i = entries.size() - 1; i >= 0 && !idsRise; i--) {
      if (entries.get(i).id() == id) {
        return entries.subList(0, i + 1);
      }
    }
    return entries.stream().filter(entry -> entry.id() <= id).toList();
  }
}
