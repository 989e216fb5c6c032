package io.rtmkit.client;

/** Whether a user is there, as told by {@link RtmClientListener#onPeersOnlineStatusChanged}. */
public final class PeerOnlineState {
  /** Logged in. */
  public static final int ONLINE = 0;

  /** Logged in, but silent for more than 6 seconds. */
  public static final int UNREACHABLE = 1;

  /** Never or no longer logged in, or silent for more than 30 seconds. */
  public static final int OFFLINE = 2;

  private PeerOnlineState() {}
}
