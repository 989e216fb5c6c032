package io.rtmkit.loadtest.check;

/** The connection of a client changed its state, numbered as in the SDK. Immutable. */
public record StateChange(long at, int state) {
  static final int CONNECTED = 3;
  static final int RECONNECTING = 4;
  static final int ABORTED = 5;
}
