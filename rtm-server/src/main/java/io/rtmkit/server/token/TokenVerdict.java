package io.rtmkit.server.token;

import io.rtmkit.protocol.v1.LoginError;

/**
 * What a token is worth. Immutable.
 *
 * @param loginError 0, or a value of {@link LoginError}
 * @param reason what is wrong, for a developer; empty with 0
 * @param expiresAtMs Unix time at which the token ends, without leeway; Long.MAX_VALUE for never
 *     and for a token that is not good
 */
public record TokenVerdict(int loginError, String reason, long expiresAtMs) {
  /** The end of a token that does not end. */
  public static final long NEVER = Long.MAX_VALUE;

  /** A good token. */
  static TokenVerdict good(long expiresAtMs) {
    return new TokenVerdict(LoginError.LOGIN_ERR_OK_VALUE, "", expiresAtMs);
  }

  /** Malformed, forged, missing, or made for another app or user. */
  static TokenVerdict invalid(String reason) {
    return new TokenVerdict(LoginError.LOGIN_ERR_INVALID_TOKEN_VALUE, "token: " + reason, NEVER);
  }

  /** Was good, is over. */
  static TokenVerdict expired(String reason, long expiresAtMs) {
    return new TokenVerdict(
        LoginError.LOGIN_ERR_TOKEN_EXPIRED_VALUE, "token: " + reason, expiresAtMs);
  }

  /** Genuine, but without the right to log in. */
  static TokenVerdict notAuthorized(String reason) {
    return new TokenVerdict(LoginError.LOGIN_ERR_NOT_AUTHORIZED_VALUE, "token: " + reason, NEVER);
  }

  public boolean isGood() {
    return loginError == LoginError.LOGIN_ERR_OK_VALUE;
  }
}
