package io.rtmkit.server.core.session;

import org.jspecify.annotations.Nullable;

/**
 * Whose session it is, and who may resume it. Immutable.
 *
 * @param key what a client must show to resume the session
 * @param replaced the key of the lost session that the client would have resumed, had it still been
 *     there
 * @param epoch of the user at that time, where several servers share users; otherwise 0
 * @param openedMs when it was opened, Unix time
 */
public record SessionIdentity(
    UserKey user, ResumeKey key, @Nullable ResumeKey replaced, long epoch, long openedMs) {
  public boolean isResumedBy(ResumeKey shown) {
    return key.matches(shown);
  }

  /**
   * Whether the session was opened in place of one that could not be resumed. Its client may show
   * the old key again, if the answer to that login never reached it.
   */
  public boolean hasReplaced(ResumeKey shown) {
    return replaced != null && replaced.matches(shown);
  }
}
