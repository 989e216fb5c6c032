package io.rtmkit.server.core.login;

import io.rtmkit.server.core.port.Answer;
import io.rtmkit.server.core.session.ResumeKey;
import io.rtmkit.server.core.session.UserKey;
import java.util.function.BooleanSupplier;
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
   * @param isGone whether the client's connection has been closed meanwhile: it may have logged in
   *     elsewhere since, and what it asked for here must not take effect any more
   */
  void claim(
      UserKey user,
      @Nullable ResumeKey shown,
      BooleanSupplier isGone,
      Answer<ClaimedSession> answer);
}
