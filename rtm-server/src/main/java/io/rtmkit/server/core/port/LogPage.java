package io.rtmkit.server.core.port;

import java.util.List;

/**
 * A piece of the log of a conversation. Immutable.
 *
 * @param more whether there is more of it in the direction of the query
 */
public record LogPage(List<Entry> entries, boolean more) {
  /** One message and its place. */
  public record Entry(long id, StoredMessage message) {}

  public LogPage {
    entries = List.copyOf(entries);
  }
}
