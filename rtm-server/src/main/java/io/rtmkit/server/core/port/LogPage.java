package io.rtmkit.server.core.port;

import java.util.List;

/**
 * A piece of the history. Immutable.
 *
 * @param more whether there is more of it in the direction of the query
 */
public record LogPage(List<Entry> entries, boolean more) {
  /** One message and its place. */
  public record Entry(LogPlace place, StoredMessage message) {
    public long id() {
      return place.id();
    }

    public Conversation conversation() {
      return place.conversation();
    }

    /** Whom it was sent to: a user, or a channel, as the conversation says. */
    public String destination() {
      return conversation().destinationOf(message.senderId());
    }
  }

  public LogPage {
    entries = List.copyOf(entries);
  }
}
