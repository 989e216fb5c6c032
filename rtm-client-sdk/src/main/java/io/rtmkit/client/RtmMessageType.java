package io.rtmkit.client;

/** Kinds of messages, as answered by {@link RtmMessage#getMessageType()}. */
public final class RtmMessageType {
  /** A new message without content. */
  public static final int UNDEFINED = 0;

  /** Text. */
  public static final int TEXT = 1;

  /** Bytes with an optional description. */
  public static final int RAW = 2;

  /** A file of the older API; RTMKit neither sends nor receives it. */
  public static final int FILE = 3;

  /** An image of the older API; RTMKit neither sends nor receives it. */
  public static final int IMAGE = 4;

  private RtmMessageType() {}
}
