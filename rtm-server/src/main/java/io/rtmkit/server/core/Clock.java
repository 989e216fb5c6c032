package io.rtmkit.server.core;

/** The time, so that tests can move it. Callable from any thread. */
public interface Clock {
  /** For intervals, as {@link System#nanoTime}. */
  long nanoTime();

  /** Unix time in milliseconds; for tokens, history and display only. */
  long currentTimeMillis();

  /** The clock of the machine. */
  static Clock system() {
    return new Clock() {
      @Override
      public long nanoTime() {
        return System.nanoTime();
      }

      @Override
      public long currentTimeMillis() {
        return System.currentTimeMillis();
      }
    };
  }
}
