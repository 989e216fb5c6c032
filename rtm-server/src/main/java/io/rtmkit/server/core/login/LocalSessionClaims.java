package io.rtmkit.server.core.login;

import io.rtmkit.server.core.port.Answer;
import io.rtmkit.server.core.session.ResumeKey;
import io.rtmkit.server.core.session.Session;
import io.rtmkit.server.core.session.Sessions;
import java.util.Set;

/** Claims where all sessions are on this server: answers at once. Thread-safe. */
public final class LocalSessionClaims implements SessionClaims {
  private final Sessions sessions;

  public LocalSessionClaims(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public void claim(LoginClaim claim, Answer<ClaimedSession> answer) {
    ResumeKey shown = claim.shown();
    Session live = sessions.find(claim.user());
    if (live == null || shown == null || live.identity().hasReplaced(shown)) {
      answer.give(new ClaimedSession(ClaimedSession.Kind.OPENED, sessions.newKey(), 0, Set.of()));
    } else {
      boolean owned = live.identity().isResumedBy(shown);
      answer.give(
          new ClaimedSession(
              owned ? ClaimedSession.Kind.RESUMED : ClaimedSession.Kind.DISPLACED,
              shown,
              0,
              Set.of()));
    }
  }
}
