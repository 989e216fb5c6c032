package io.rtmkit.server.core.channel;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that the logs of all channels share. When it is used up, whoever adds an event gives
 * up older ones of its own channel. Thread-safe.
 */
final class HistoryBudget {
  private final long maxBytes;
  private final AtomicLong used = new AtomicLong();

  HistoryBudget(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  void take(int bytes) {
    used.addAndGet(bytes);
  }

  void giveBack(int bytes) {
    used.addAndGet(-bytes);
  }

  boolean isExceeded() {
    return used.get() > maxBytes;
  }

  long used() {
    return used.get();
  }
}
