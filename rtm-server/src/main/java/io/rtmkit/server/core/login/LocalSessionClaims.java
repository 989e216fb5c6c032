package io.rtmkit.server.core.login;

import io.rtmkit.server.core.port.Answer;
import io.rtmkit.server.core.session.ResumeKey;
import io.rtmkit.server.core.session.Session;
import io.rtmkit.server.core.session.Sessions;
import io.rtmkit.server.core.session.UserKey;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Claims where all sessions are on this server: answers at once. Thread-safe. */
public final class LocalSessionClaims implements SessionClaims {
  private final Sessions sessions;

  public LocalSessionClaims(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public void claim(
      UserKey user,
      @Nullable ResumeKey shown,
      BooleanSupplier isGone,
      Answer<ClaimedSession> answer) {
    Session live = sessions.find(user);
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
