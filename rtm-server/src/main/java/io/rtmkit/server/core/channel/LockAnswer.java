package io.rtmkit.server.core.channel;

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
  static LockAnswer held(ChannelLock lock) {
    return new LockAnswer(0, "", lock);
  }

  static LockAnswer gone() {
    return new LockAnswer(0, "", null);
  }

  static LockAnswer refused(int code, String reason) {
    return new LockAnswer(code, reason, null);
  }
}
