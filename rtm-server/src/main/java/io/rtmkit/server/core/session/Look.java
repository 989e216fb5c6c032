package io.rtmkit.server.core.session;

import org.jspecify.annotations.Nullable;

/**
 * What a session's look at the clock led to.
 *
 * @param stateChanged whether the user became reachable or unreachable
 * @param ending what is left to do if the grace time is over and the session has ended by this
 */
record Look(boolean stateChanged, @Nullable Ending ending) {
  static final Look NOTHING = new Look(false, null);
}
