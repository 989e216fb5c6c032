package io.rtmkit.server.core.channel;

import io.rtmkit.server.config.ChannelConfig;
import io.rtmkit.server.core.MemoryBudget;
import java.util.ArrayDeque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The last events of a channel, bounded in number, bytes and age, and by the bytes that all
 * channels share. Their offsets follow each other. Not thread-safe: guarded by the channel's
 * monitor.
 */
final class ChannelLog {
  private static final int SMALLEST = 4;

  // Of each event: numbers in arrays, for the same reason for which frames are in one.
  private static final int AT_NANOS = 0;
  private static final int STORED_ID = 1;
  private static final int LENGTH = 2;
  private static final int NUMBERS = 3;

  private final ChannelConfig config;
  private final MemoryBudget budget;
  private final FrameRing frames = new FrameRing();
  private long[] numbers = {};
  private @Nullable String[] userIds = {};

  /** The place of the oldest event in the arrays. */
  private int first;

  private int size;
  private long lastOffset;

  ChannelLog(ChannelConfig config, MemoryBudget budget) {
    this.config = config;
    this.budget = budget;
  }

  /**
   * Adds the next event.
   *
   * @param userId whose message, join or leave it is
   * @param storedId of a message that is kept for lost members; otherwise 0
   */
  void add(long offset, long now, byte[] frame, String userId, long storedId) {
    if (size == userIds.length) {
      resize(Math.max(SMALLEST, 2 * size));
    }
    int place = place(size);
    numbers[place * NUMBERS + AT_NANOS] = now;
    numbers[place * NUMBERS + STORED_ID] = storedId;
    numbers[place * NUMBERS + LENGTH] = frame.length;
    userIds[place] = userId;
    frames.add(frame);
    size++;
    lastOffset = offset;
    budget.take(frame.length);
    while (size > config.historyEvents()
        || frames.size() > config.historyBytes()
        || (budget.isExceeded() && size > 0)) {
      removeFirst();
    }
    expire(now);
  }

  void expire(long now) {
    long oldest = now - config.historyAge().toNanos();
    while (size > 0 && number(0, AT_NANOS) - oldest < 0) {
      removeFirst();
    }
    trim();
  }

  void clear() {
    while (size > 0) {
      removeFirst();
    }
    trim();
  }

  private void removeFirst() {
    int length = (int) number(0, LENGTH);
    frames.removeFirst(length);
    userIds[first] = null;
    first = place(1);
    size--;
    budget.giveBack(length);
  }

  boolean isEmpty() {
    return size == 0;
  }

  /**
   * The events behind an offset that are not the user's own. If they are more than the bytes allow,
   * the newest of them.
   *
   * @param last offset of the newest event of the channel
   */
  Replay after(long offset, long last, String userId, int maxBytes) {
    ArrayDeque<byte[]> replayed = new ArrayDeque<>();
    long from = last + 1;
    long firstStoredId = 0;
    int bytes = 0;
    int start = frames.size();
    for (int i = size - 1; i >= 0; i--) {
      int length = (int) number(i, LENGTH);
      start -= length;
      boolean own = Objects.equals(userIds[place(i)], userId);
      long at = lastOffset - (size - 1 - i);
      if (at <= offset || (!own && bytes + length > maxBytes)) {
        break;
      }
      if (!own) {
        replayed.addFirst(frames.get(start, length));
        bytes += length;
      }
      from = at;
      long storedId = number(i, STORED_ID);
      firstStoredId = storedId == 0 ? firstStoredId : storedId;
    }
    return new Replay(replayed.stream().toList(), from, bytes, firstStoredId);
  }

  /** A copy of the event at an offset; null if it is not there. */
  byte @Nullable [] find(long offset) {
    long newer = lastOffset - offset;
    if (newer < 0 || newer >= size) {
      return null;
    }
    int start = frames.size();
    for (int i = size - 1; i > size - 1 - newer; i--) {
      start -= (int) number(i, LENGTH);
    }
    int length = (int) number((int) (size - 1 - newer), LENGTH);
    return frames.get(start - length, length);
  }

  /** A number of the event that has so many older ones in front of it. */
  private long number(int older, int which) {
    return numbers[place(older) * NUMBERS + which];
  }

  private int place(int older) {
    int place = first + older;
    return place < userIds.length ? place : place - userIds.length;
  }

  /** Gives back what a burst took and is no longer needed. */
  private void trim() {
    frames.trim();
    if (size < userIds.length / 4 && userIds.length > SMALLEST) {
      resize(size == 0 ? SMALLEST : userIds.length / 2);
    }
  }

  private void resize(int capacity) {
    long[] newNumbers = new long[capacity * NUMBERS];
    @Nullable String[] newUserIds = new String[capacity];
    for (int i = 0; i < size; i++) {
      System.arraycopy(numbers, place(i) * NUMBERS, newNumbers, i * NUMBERS, NUMBERS);
      newUserIds[i] = userIds[place(i)];
    }
    numbers = newNumbers;
    userIds = newUserIds;
    first = 0;
  }
}
