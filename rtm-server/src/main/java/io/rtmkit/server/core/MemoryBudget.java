package io.rtmkit.server.core;

import java.util.concurrent.atomic.AtomicLong;

/** Memory that many entities share: counts what they keep; who adds decides what to do. */
public final class MemoryBudget {
  private final long maxBytes;
  private final AtomicLong used = new AtomicLong();

  public MemoryBudget(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Counts bytes that are kept from now on. */
  public void take(long bytes) {
    used.addAndGet(bytes);
  }

  /** Counts bytes that are no longer kept. */
  public void giveBack(long bytes) {
    used.addAndGet(-bytes);
  }

  public boolean isExceeded() {
    return used.get() > maxBytes;
  }

  public long used() {
    return used.get();
  }
}
