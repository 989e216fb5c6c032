package io.rtmkit.client;

/** What can be subscribed of a user. */
public final class PeerSubscriptionOption {
  /** The online state. */
  public static final int ONLINE = 0;

  private PeerSubscriptionOption() {}
}
