package io.rtmkit.server.core.channel;

import io.rtmkit.server.core.session.Session;
import org.jspecify.annotations.Nullable;

/** A user in a channel. Guarded by the channel's monitor. */
final class Member {
  final Session session;

  /** Null while the member has no connection. */
  @Nullable Seat seat;

  /** Offset up to which its client has, or never gets, the messages of others. */
  long acknowledged;

  Member(Session session) {
    this.session = session;
  }

  String userId() {
    return session.user().userId();
  }
}
