package io.rtmkit.server.core.channel;

import io.rtmkit.server.config.ChannelConfig;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The last events of a channel, bounded in number, bytes and age. Not thread-safe: guarded by the
 * channel's monitor.
 */
final class ChannelLog {
  private static final class Entry {
    final long offset;
    final long atNanos;
    final byte[] frame;
    final String userId;
    final boolean isMessage;

    Entry(long offset, long atNanos, byte[] frame, String userId, boolean isMessage) {
      this.offset = offset;
      this.atNanos = atNanos;
      this.frame = frame;
      this.userId = userId;
      this.isMessage = isMessage;
    }
  }

  private final ChannelConfig config;
  private final ArrayDeque<Entry> entries = new ArrayDeque<>(2);
  private long bytes;

  ChannelLog(ChannelConfig config) {
    this.config = config;
  }

  /**
   * Adds an event.
   *
   * @param userId whose message, join or leave it is
   */
  void add(long offset, long now, byte[] frame, String userId, boolean isMessage) {
    entries.add(new Entry(offset, now, frame, userId, isMessage));
    bytes += frame.length;
    while (entries.size() > config.historyEvents() || bytes > config.historyBytes()) {
      removeFirst();
    }
    expire(now);
  }

  void expire(long now) {
    long oldest = now - config.historyAge().toNanos();
    for (Entry e = entries.peek(); e != null && e.atNanos - oldest < 0; e = entries.peek()) {
      removeFirst();
    }
  }

  private void removeFirst() {
    bytes -= entries.remove().frame.length;
  }

  /** Offset of the oldest event still here, or {@code otherwise} if there is none. */
  long firstOffset(long otherwise) {
    Entry first = entries.peek();
    return first == null ? otherwise : first.offset;
  }

  boolean hasMessages() {
    for (Entry entry : entries) {
      if (entry.isMessage) {
        return true;
      }
    }
    return false;
  }

  /** The events behind an offset that are not the user's own, oldest first. */
  List<byte[]> framesAfter(long offset, String userId) {
    List<byte[]> frames = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry.offset > offset && !entry.userId.equals(userId)) {
        frames.add(entry.frame);
      }
    }
    return frames;
  }
}
