package io.rtmkit.server.core.channel;

import io.rtmkit.server.core.lane.Link;
import io.rtmkit.server.core.session.Session;

/** The place of a member's present connection in a channel: where its events are written. */
final class Seat {
  final Session session;
  final Link link;

  /** Position in the list of the lane; the lane's alone. -1 while not in it. */
  int index = -1;

  Seat(Session session, Link link) {
    this.session = session;
    this.link = link;
  }
}
