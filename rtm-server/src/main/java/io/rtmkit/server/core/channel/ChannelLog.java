package io.rtmkit.server.core.channel;

import io.rtmkit.server.config.ChannelConfig;
import io.rtmkit.server.core.MemoryBudget;
import java.util.ArrayDeque;
import java.util.Iterator;

/**
 * The last events of a channel, bounded in number, bytes and age, and by the bytes that all
 * channels share. Not thread-safe: guarded by the channel's monitor.
 */
final class ChannelLog {
  private static final class Entry {
    final long offset;
    final long atNanos;
    final byte[] frame;
    final String userId;
    final long storedId;

    Entry(long offset, long atNanos, byte[] frame, String userId, long storedId) {
      this.offset = offset;
      this.atNanos = atNanos;
      this.frame = frame;
      this.userId = userId;
      this.storedId = storedId;
    }
  }

  private final ChannelConfig config;
  private final MemoryBudget budget;
  private final ArrayDeque<Entry> entries = new ArrayDeque<>(2);
  private long bytes;

  ChannelLog(ChannelConfig config, MemoryBudget budget) {
    this.config = config;
    this.budget = budget;
  }

  /**
   * Adds an event.
   *
   * @param userId whose message, join or leave it is
   * @param storedId of a message that is kept for lost members; otherwise 0
   */
  void add(long offset, long now, byte[] frame, String userId, long storedId) {
    entries.add(new Entry(offset, now, frame, userId, storedId));
    bytes += frame.length;
    budget.take(frame.length);
    while (entries.size() > config.historyEvents()
        || bytes > config.historyBytes()
        || (budget.isExceeded() && !entries.isEmpty())) {
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

  void clear() {
    while (!entries.isEmpty()) {
      removeFirst();
    }
  }

  private void removeFirst() {
    int length = entries.remove().frame.length;
    bytes -= length;
    budget.giveBack(length);
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  /**
   * The events behind an offset that are not the user's own. If they are more than the bytes allow,
   * the newest of them.
   *
   * @param last offset of the newest event of the channel
   */
  Replay after(long offset, long last, String userId, int maxBytes) {
    ArrayDeque<byte[]> frames = new ArrayDeque<>();
    long from = last + 1;
    long firstStoredId = 0;
    int size = 0;
    for (Iterator<Entry> newestFirst = entries.descendingIterator(); newestFirst.hasNext(); ) {
      Entry entry = newestFirst.next();
      boolean own = entry.userId.equals(userId);
      if (entry.offset <= offset || (!own && size + entry.frame.length > maxBytes)) {
        break;
      }
      if (!own) {
        frames.addFirst(entry.frame);
        size += entry.frame.length;
      }
      from = entry.offset;
      firstStoredId = entry.storedId == 0 ? firstStoredId : entry.storedId;
    }
    return new Replay(frames.stream().toList(), from, size, firstStoredId);
  }
}
