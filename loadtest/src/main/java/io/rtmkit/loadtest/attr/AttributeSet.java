package io.rtmkit.loadtest.attr;

import java.util.concurrent.atomic.AtomicLong;

/** The attributes of one user or channel, as far as their writers know. Thread-safe. */
final class AttributeSet {
  private final String ownerId;
  private final AtomicLong written = new AtomicLong();

  AttributeSet(String ownerId) {
    this.ownerId = ownerId;
  }

  String ownerId() {
    return ownerId;
  }

  /** The server has answered that a write has made this revision. */
  void written(long revision) {
    written.accumulateAndGet(revision, Math::max);
  }

  /** The highest revision that a writer knows of; 0 for none. */
  long written() {
    return written.get();
  }
}
