package io.rtmkit.server.core.channel;

import io.rtmkit.server.core.event.Event;
import io.rtmkit.server.core.event.EventKind;
import io.rtmkit.server.core.event.Events;
import io.rtmkit.server.core.session.UserKey;

/**
 * Tells the life of a channel as events, before its members hear of it. A channel that is not kept
 * after what it was made for is told to nobody. Not thread-safe: guarded by the channel's monitor.
 */
final class ChannelLife {
  private final ChannelKey key;
  private final Events events;
  private String lastUser;
  private boolean created;

  ChannelLife(ChannelKey key, String creator, Events events) {
    this.key = key;
    this.lastUser = creator;
    this.events = events;
  }

  void joined(String userId, int memberCount) {
    lastUser = userId;
    create();
    tell(EventKind.CHANNEL_JOINED, memberCount);
  }

  void left(String userId, int memberCount) {
    lastUser = userId;
    tell(EventKind.CHANNEL_LEFT, memberCount);
  }

  /** Somebody looked whether the channel is over; if it is, this is its end. Answers the same. */
  boolean looked(boolean over) {
    if (!over) {
      create();
    } else if (created) {
      tell(EventKind.CHANNEL_DESTROYED, 0);
    }
    return over;
  }

  private void create() {
    if (!created) {
      created = true;
      tell(EventKind.CHANNEL_CREATED, 0);
    }
  }

  private void tell(EventKind kind, int memberCount) {
    UserKey user = new UserKey(key.appId(), lastUser);
    events.tell(now -> new Event.ChannelChanged(kind, user, key.channelId(), memberCount, now));
  }
}
