package io.rtmkit.server.core.login;

import io.rtmkit.server.core.session.ResumeKey;
import java.util.Set;

/**
 * What a login gets. Immutable.
 *
 * @param key of the session that is opened or resumed
 * @param epoch of the user: whoever has a lower one is not the user's any more; 0 where there is
 *     one server only
 * @param channels that a session which comes from another server is in
 */
public record ClaimedSession(Kind kind, ResumeKey key, long epoch, Set<String> channels) {
  public ClaimedSession {
    channels = Set.copyOf(channels);
  }

  /** What may be done. */
  public enum Kind {
    /** A new session; older ones of the user have ended. */
    OPENED,
    /** The session goes on. */
    RESUMED,
    /** The user logged in elsewhere while the client was away: it must not fight back. */
    DISPLACED,
    /** The client has made another attempt since, which was taken. */
    LATE
  }
}
