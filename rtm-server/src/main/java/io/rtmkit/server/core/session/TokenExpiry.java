package io.rtmkit.server.core.session;

import io.rtmkit.protocol.v1.Push;
import io.rtmkit.protocol.v1.TokenWillExpirePush;
import io.rtmkit.server.core.Wire;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * When the token of a session ends, and whether its client has been told that it soon will. Not
 * thread-safe: guarded by the monitor of its session.
 */
final class TokenExpiry {
  private long expiresAtMs = Long.MAX_VALUE;
  private boolean told;

  void set(long newExpiresAtMs) {
    expiresAtMs = newExpiresAtMs;
    told = false;
  }

  /** How long until there is something to tell; as good as never if there is nothing. */
  long nanosToNotice(long nowMs, long leadMs) {
    return told || expiresAtMs == Long.MAX_VALUE
        ? Long.MAX_VALUE
        : TimeUnit.MILLISECONDS.toNanos(expiresAtMs - leadMs - nowMs);
  }

  /** The frame that tells the client, once, when the end is no further away than the lead. */
  byte @Nullable [] takeNotice(long nowMs, long leadMs) {
    if (told || nowMs < expiresAtMs - leadMs) {
      return null;
    }
    told = true;
    int inMs = (int) Math.max(0, expiresAtMs - nowMs);
    TokenWillExpirePush body = TokenWillExpirePush.newBuilder().setExpiresInMs(inMs).build();
    return Wire.encode(Push.newBuilder().setTokenWillExpire(body).build());
  }
}
