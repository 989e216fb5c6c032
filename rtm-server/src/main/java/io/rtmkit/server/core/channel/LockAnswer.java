package io.rtmkit.server.core.channel;

import static io.rtmkit.protocol.v1.LockError.LOCK_ERR_EXCEED_LIMIT_VALUE;
import static io.rtmkit.protocol.v1.LockError.LOCK_ERR_HELD_BY_ANOTHER_VALUE;
import static io.rtmkit.protocol.v1.LockError.LOCK_ERR_INVALID_ARGUMENT_VALUE;
import static io.rtmkit.protocol.v1.LockError.LOCK_ERR_NOT_HELD_VALUE;

import io.rtmkit.protocol.v1.ChannelLock;
import org.jspecify.annotations.Nullable;

/**
 * What became of something that was to be done with a lock.
 *
 * @param code 0, or a LockError; nothing has changed then
 * @param reason what was wrong, empty on success
 * @param lock as it is after it was acquired or renewed
 */
public record LockAnswer(int code, String reason, @Nullable ChannelLock lock) {
  public static LockAnswer held(ChannelLock lock) {
    return new LockAnswer(0, "", lock);
  }

  public static LockAnswer gone() {
    return new LockAnswer(0, "", null);
  }

  /** The channel has as many locks as it may have. */
  public static LockAnswer exceeded(int most) {
    return refused(
        LOCK_ERR_EXCEED_LIMIT_VALUE,
        "lockName: the channel has " + most + " locks, the most allowed");
  }

  public static LockAnswer heldByAnother(String ownerId, long leftMs) {
    return refused(
        LOCK_ERR_HELD_BY_ANOTHER_VALUE,
        "lockName: held by " + ownerId + " for another " + leftMs + " ms");
  }

  public static LockAnswer notHeldBy(String userId) {
    return refused(LOCK_ERR_NOT_HELD_VALUE, "lockName: not held by " + userId);
  }

  /** Nobody holds it. */
  public static LockAnswer notHeld() {
    return refused(LOCK_ERR_NOT_HELD_VALUE, "lockName: not held");
  }

  /** The request does not say what to do. */
  public static LockAnswer noAction() {
    return refused(LOCK_ERR_INVALID_ARGUMENT_VALUE, "action: is missing");
  }

  private static LockAnswer refused(int code, String reason) {
    return new LockAnswer(code, reason, null);
  }
}
