package io.rtmkit.server.core.port;

import java.util.List;

/**
 * A piece of a user's queue, oldest first. Immutable.
 *
 * @param next where to read on: above everything that the queue has or had, unless there is more
 * @param more whether something lies behind
 * @param lost messages that were replaced or became too old since this was last acknowledged
 */
public record QueuePage(List<Entry> entries, long next, boolean more, long lost) {
  /** Of a queue that is not there. */
  public static final QueuePage NOTHING = new QueuePage(List.of(), 1, false, 0);

  /** One message and its place. */
  public record Entry(long offset, StoredMessage message) {}

  public QueuePage {
    entries = List.copyOf(entries);
  }
}
