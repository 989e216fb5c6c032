package io.rtmkit.loadtest.check;

/** What a client asked for. */
public enum CallKind {
  LOGIN(false),
  LOGOUT(false),
  SEND_TO_PEER(true),
  SEND_TO_CHANNEL(true),
  JOIN(true),
  LEAVE(true),
  INVITE(true),
  /** Any other change: attributes, locks, an answer to an invitation. */
  WRITE(true),
  READ(false);

  /** Code of a peer message that the server keeps for its receiver. */
  public static final int CACHED_BY_SERVER = 4;

  private final boolean writes;

  CallKind(boolean writes) {
    this.writes = writes;
  }

  boolean writes() {
    return writes;
  }

  /** Whether an answer with this code says that the server took it. */
  boolean isAccepted(int code) {
    return code == 0 || (this == SEND_TO_PEER && code == CACHED_BY_SERVER);
  }
}
