package io.rtmkit.client;

/** A lock of a channel, held by one user. Immutable. Not in the older API. */
public abstract class RtmLock {
  /** The channel's id. */
  public abstract String getChannelId();

  /** The name of the lock. */
  public abstract String getName();

  /** The user who holds it. */
  public abstract String getOwnerId();

  /** How many milliseconds it had left when the server said so. */
  public abstract int getExpiresInMs();

  /**
   * Rises with each acquisition: who sees a lower one in a message knows that its owner is late.
   */
  public abstract long getToken();
}
