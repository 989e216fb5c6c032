package io.rtmkit.client;

/** A message of the history. Immutable. */
public abstract class RtmHistoryMessage {
  /** Rises along a conversation: where a query can go on. */
  public abstract long getId();

  /** The user who sent it. */
  public abstract String getUserId();

  /** The user to whom it was sent; empty for a message to a channel. */
  public abstract String getPeerId();

  /** The channel to which it was sent; empty for a message to a user. */
  public abstract String getChannelId();

  /** Its content, and when the server received it. */
  public abstract RtmMessage getMessage();
}
