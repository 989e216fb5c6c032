package io.rtmkit.server.core.login;

import io.rtmkit.server.core.port.Answer;

/**
 * Decides at each login whose session it is, so that a user has one session at a time, whatever
 * server the user comes to. Thread-safe. On one server everything is answered before the call
 * returns.
 */
public interface SessionClaims {
  void claim(LoginClaim claim, Answer<ClaimedSession> answer);
}
