package io.rtmkit.server.cluster;

import io.rtmkit.server.core.channel.ChannelKey;
import io.rtmkit.server.core.event.Event;
import io.rtmkit.server.core.event.EventKind;
import io.rtmkit.server.core.event.Events;
import io.rtmkit.server.core.session.UserKey;

/** Tells the life of channels, as far as this server makes it, as events. Thread-safe. */
final class ChannelEvents {
  private final Events events;

  ChannelEvents(Events events) {
    this.events = events;
  }

  void tell(EventKind kind, UserKey user, ChannelKey channel, int members) {
    events.tell(now -> new Event.ChannelChanged(kind, user, channel.channelId(), members, now));
  }
}
