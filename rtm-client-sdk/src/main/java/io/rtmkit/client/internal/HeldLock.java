package io.rtmkit.client.internal;

import io.rtmkit.client.RtmLock;
import io.rtmkit.protocol.v1.ChannelLock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A lock as the server told it. Immutable. */
final class HeldLock extends RtmLock {
  private final String channelId;
  private final ChannelLock lock;

  HeldLock(String channelId, ChannelLock lock) {
    this.channelId = channelId;
    this.lock = lock;
  }

  static List<RtmLock> listOf(String channelId, List<ChannelLock> locks) {
    List<RtmLock> result = new ArrayList<>();
    for (ChannelLock each : locks) {
      result.add(new HeldLock(channelId, each));
    }
    return Collections.unmodifiableList(result);
  }

  @Override
  public String getChannelId() {
    return channelId;
  }

  @Override
  public String getName() {
    return lock.getName();
  }

  @Override
  public String getOwnerId() {
    return lock.getOwnerId();
  }

  @Override
  public int getExpiresInMs() {
    return lock.getExpiresInMs();
  }

  @Override
  public long getToken() {
    return lock.getToken();
  }

  @Override
  public String toString() {
    return getName() + " of " + channelId + " held by " + getOwnerId() + ", token " + getToken();
  }
}
