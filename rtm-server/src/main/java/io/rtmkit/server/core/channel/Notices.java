package io.rtmkit.server.core.channel;

import io.rtmkit.protocol.v1.Attribute;
import io.rtmkit.protocol.v1.ChannelAttributesPush;
import io.rtmkit.protocol.v1.ChannelLock;
import io.rtmkit.protocol.v1.ChannelLocksPush;
import io.rtmkit.protocol.v1.Push;
import io.rtmkit.server.core.Wire;
import java.util.List;

/** The frames outside of its stream that a channel sends to its members. Stateless. */
public final class Notices {
  private Notices() {}

  public static byte[] encodeAttributes(
      String channelId, List<Attribute> attributes, long revision) {
    ChannelAttributesPush.Builder push =
        ChannelAttributesPush.newBuilder()
            .setChannelId(channelId)
            .addAllAttributes(attributes)
            .setRevision(revision);
    return Wire.encode(Push.newBuilder().setChannelAttributes(push).build());
  }

  public static byte[] encodeLocks(String channelId, List<ChannelLock> locks, long revision) {
    ChannelLocksPush.Builder push =
        ChannelLocksPush.newBuilder()
            .setChannelId(channelId)
            .addAllLocks(locks)
            .setRevision(revision);
    return Wire.encode(Push.newBuilder().setChannelLocks(push).build());
  }
}
