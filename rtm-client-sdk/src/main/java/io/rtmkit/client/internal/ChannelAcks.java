package io.rtmkit.client.internal;

import io.rtmkit.protocol.v1.Ack;
import io.rtmkit.protocol.v1.ChannelAck;
import java.util.LinkedHashMap;
import java.util.Map;

/** The channel messages whose senders want receipts, until one ack goes out for all. Loop. */
final class ChannelAcks {
  private final Map<String, Long> due = new LinkedHashMap<>();

  /** A message arrived, for the first time or again. */
  void add(String channelId, long offset) {
    Long before = due.get(channelId);
    due.put(channelId, before == null ? offset : Math.max(before, offset));
  }

  /** Adds everything that arrived since the last time; answers whether that was anything. */
  boolean moveTo(Ack.Builder ack) {
    boolean any = !due.isEmpty();
    for (Map.Entry<String, Long> each : due.entrySet()) {
      ack.addChannels(
          ChannelAck.newBuilder().setChannelId(each.getKey()).setOffset(each.getValue()));
    }
    due.clear();
    return any;
  }

  /** The connection that brought them is gone: they come again. */
  void clear() {
    due.clear();
  }
}
