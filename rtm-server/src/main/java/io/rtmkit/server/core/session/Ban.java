package io.rtmkit.server.core.session;

import java.time.Instant;

/**
 * An operator's word that a user stays out.
 *
 * @param until Unix time in milliseconds; {@link Long#MAX_VALUE} for ever
 * @param reason told to the user
 */
public record Ban(UserKey user, long until, String reason) {
  /** Stands for a ban without an end. */
  public static final long FOR_EVER = Long.MAX_VALUE;

  /** Whether the user may log in again. */
  public boolean isOver(long nowMs) {
    return until <= nowMs;
  }

  /** What the banned user is told. */
  public String text() {
    String end = until == FOR_EVER ? "" : " until " + Instant.ofEpochMilli(until);
    return "userId: banned" + end + (reason.isEmpty() ? "" : ": " + reason);
  }
}
