package io.rtmkit.client;

import org.jspecify.annotations.Nullable;

/**
 * A message to or from a user or a channel. Payload and description together have at most 32 KB.
 * Made by {@link RtmClient#createMessage()}; its content is copied when it is sent, so the object
 * can be sent again or changed at once. Null text or bytes are empty ones. Not thread-safe.
 */
public abstract class RtmMessage {
  /** Sets the text, or the description of a raw message. An undefined message becomes text. */
  public abstract void setText(@Nullable String text);

  /** The text, or the description of a raw message; empty if there is none. */
  public abstract String getText();

  /** Makes this a raw message with these bytes, which are copied. */
  public abstract void setRawMessage(byte @Nullable [] rawMessage);

  /** Makes this a raw message with these bytes, which are copied, and a description. */
  public abstract void setRawMessage(byte @Nullable [] rawMessage, @Nullable String description);

  /** A copy of the bytes of a raw message; empty for any other. */
  public abstract byte[] getRawMessage();

  /** One of {@link RtmMessageType}. */
  public abstract int getMessageType();

  /**
   * When the server received the message, in milliseconds since 1970; 0 for a message of one's own.
   * For display: the order of messages is the order in which they arrive.
   */
  public abstract long getServerReceivedTs();

  /**
   * Whether the server kept this message while the receiver was away: offline, or for a channel
   * lost without having left.
   */
  public abstract boolean isOfflineMessage();
}
