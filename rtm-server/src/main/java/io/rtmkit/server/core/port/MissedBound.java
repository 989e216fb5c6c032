package io.rtmkit.server.core.port;

/**
 * Up to which of the messages that are kept a member misses some that it is not sent otherwise.
 * Immutable.
 *
 * @param id of the message where the rest begins or ends
 * @param included whether that message is missing too
 */
public record MissedBound(long id, boolean included) {
  /** Nothing is missing. */
  public static final MissedBound NOTHING = upTo(0);

  /** This one is missing, and those before it. */
  public static MissedBound upTo(long id) {
    return new MissedBound(id, true);
  }

  /** Those before this one are missing. */
  public static MissedBound before(long id) {
    return new MissedBound(id, false);
  }

  /** Whether a message is missing, if ids rise in the order of publication. */
  boolean includes(long messageId) {
    return messageId < id || (included && messageId == id);
  }
}
