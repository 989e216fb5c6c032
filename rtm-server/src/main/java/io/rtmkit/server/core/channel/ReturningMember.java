package io.rtmkit.server.core.channel;

import io.rtmkit.protocol.v1.ChannelRecovery;
import io.rtmkit.server.core.lane.Link;
import java.util.List;

/** A session that comes back to its channels: what it missed has been read. */
@FunctionalInterface
public interface ReturningMember {
  /**
   * Takes its seats on its new connection, and sends what was missed. Once, on the lane of the
   * connection, behind the reply that tells of it.
   *
   * @param maxBytes the most that is replayed; older events are told as a gap
   * @return what became of each channel
   */
  List<ChannelRecovery> takeSeats(Link link, int maxBytes);
}
