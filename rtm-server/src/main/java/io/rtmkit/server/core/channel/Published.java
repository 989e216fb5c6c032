package io.rtmkit.server.core.channel;

/**
 * What the sender of a channel message learns.
 *
 * @param offset place of the message in the stream; -1 if the sender is no member
 * @param receiptsExpected members that are asked for a receipt; 0 if none was wanted
 */
public record Published(long offset, int receiptsExpected) {
  static final Published TO_NOBODY = new Published(0, 0);

  /** Its sender is no member. */
  public static final Published NOT_IN_CHANNEL = new Published(-1, 0);
}
