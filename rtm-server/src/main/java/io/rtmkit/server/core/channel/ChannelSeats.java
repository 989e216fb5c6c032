package io.rtmkit.server.core.channel;

import io.rtmkit.server.core.lane.Lane;
import io.rtmkit.server.core.lane.Link;
import io.rtmkit.server.core.session.Session;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The seats of a channel's members, by lane, and the fan-out to them: a frame is handed over once
 * per lane. Not thread-safe: guarded by the channel's monitor.
 */
final class ChannelSeats {
  private final Object channelMonitor;
  private final @Nullable ChannelLane[] lanes;

  ChannelSeats(Object channelMonitor, int lanes) {
    this.channelMonitor = channelMonitor;
    this.lanes = new ChannelLane[lanes];
  }

  /** Sends a frame to all seats but that of one session. */
  void toAll(byte[] frame, @Nullable Session except) {
    for (ChannelLane lane : lanes) {
      if (lane != null) {
        lane.publish(frame, except);
      }
    }
  }

  /** Gives a member a seat on its connection, which first gets the frames that it missed. */
  void take(Member member, Link link, List<byte[]> missed) {
    leave(member);
    if (member.session.link() != link) {
      return; // a newer connection has taken the session meanwhile, and the seat with it
    }
    member.seat = new Seat(member.session, link);
    lane(link.lane()).add(member.seat, missed);
  }

  /** Nothing happens if the member has no seat. */
  void leave(Member member) {
    Seat seat = member.seat;
    if (seat != null) {
      lane(seat.link.lane()).remove(seat);
      member.seat = null;
    }
  }

  private ChannelLane lane(Lane lane) {
    ChannelLane part = lanes[lane.index()];
    if (part == null) {
      part = new ChannelLane(channelMonitor, lane);
      lanes[lane.index()] = part;
    }
    return part;
  }
}
