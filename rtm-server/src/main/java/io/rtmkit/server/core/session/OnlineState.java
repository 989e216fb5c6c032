package io.rtmkit.server.core.session;

/** How others see a user. */
public enum OnlineState {
  /** Logged in and heard from lately. */
  ONLINE,
  /** Silent, or without a connection, for longer than {@code session.unreachable-after}. */
  UNREACHABLE,
  /** The session has ended. */
  OFFLINE
}
