package io.rtmkit.server.core.attribute;

import static io.rtmkit.protocol.v1.AttributeOperationError.ATTRIBUTE_OPERATION_ERR_CONFLICT_VALUE;
import static io.rtmkit.protocol.v1.AttributeOperationError.ATTRIBUTE_OPERATION_ERR_LOCK_NOT_HELD_VALUE;
import static io.rtmkit.protocol.v1.AttributeOperationError.ATTRIBUTE_OPERATION_ERR_USER_NOT_LOGGED_IN_VALUE;

/**
 * What became of a write.
 *
 * @param code 0, or an AttributeOperationError; nothing has changed then
 * @param reason what was wrong, empty on success
 * @param revision of the set after the write; 0 if it was refused
 */
public record AttributesWritten(int code, String reason, long revision) {
  public static AttributesWritten done(long revision) {
    return new AttributesWritten(0, "", revision);
  }

  public static AttributesWritten refused(int code, String reason) {
    return new AttributesWritten(code, reason, 0);
  }

  /**
   * The set has another revision than the write is meant for.
   *
   * @param expected unsigned
   */
  public static AttributesWritten conflict(long expected, long revision) {
    return refused(
        ATTRIBUTE_OPERATION_ERR_CONFLICT_VALUE,
        "expectedRevision: is "
            + Long.toUnsignedString(expected)
            + ", but the attributes have revision "
            + revision);
  }

  public static AttributesWritten lockNotHeld(String userId) {
    return refused(
        ATTRIBUTE_OPERATION_ERR_LOCK_NOT_HELD_VALUE, "lockName: the lock is not held by " + userId);
  }

  /** Attributes of a user are written by its own session only. */
  public static AttributesWritten sessionEnded() {
    return refused(ATTRIBUTE_OPERATION_ERR_USER_NOT_LOGGED_IN_VALUE, "the session has ended");
  }

  public boolean isDone() {
    return code == 0;
  }
}
