package io.rtmkit.client;

/** What the text of an attribute's value stands for. Not in the older API. */
public final class RtmAttributeKind {
  /** Any text. */
  public static final int STRING = 0;

  /** A number as in JSON: 23, -1.5e3. */
  public static final int NUMBER = 1;

  /** true or false. */
  public static final int BOOLEAN = 2;

  private RtmAttributeKind() {}
}
