package io.rtmkit.server.core.session;

/**
 * Before when a look of a session at the clock finds nothing, in System.nanoTime. Changed under the
 * monitor of the session, read without.
 */
final class NextLook {
  private volatile long nanos;

  NextLook(long nanos) {
    this.nanos = nanos;
  }

  boolean isAfter(long now) {
    return now - nanos < 0;
  }

  void at(long newNanos) {
    nanos = newNanos;
  }

  void atTheLatest(long latest) {
    if (latest - nanos < 0) {
      nanos = latest;
    }
  }
}
