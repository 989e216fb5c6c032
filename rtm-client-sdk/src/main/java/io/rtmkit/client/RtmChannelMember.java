package io.rtmkit.client;

/** A user in a channel. Immutable. */
public abstract class RtmChannelMember {
  /** The user's id. */
  public abstract String getUserId();

  /** The channel's id. */
  public abstract String getChannelId();
}
