package io.rtmkit.server.core.login;

import io.rtmkit.server.core.port.Answer;
import io.rtmkit.server.core.session.ResumeKey;
import io.rtmkit.server.core.session.UserKey;
import org.jspecify.annotations.Nullable;

/**
 * Decides at each login whose session it is, so that a user has one session at a time, whatever
 * server the user comes to. Thread-safe. On one server everything is answered before the call
 * returns.
 */
public interface SessionClaims {
  /**
   * A user with a good token wants a session.
   *
   * @param shown the key of a session that the client wants to resume; null if it wants a new one
   */
  void claim(UserKey user, @Nullable ResumeKey shown, Answer<ClaimedSession> answer);
}
