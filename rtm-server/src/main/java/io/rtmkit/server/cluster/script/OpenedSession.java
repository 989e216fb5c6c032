package io.rtmkit.server.cluster.script;

import java.util.List;

/**
 * What became of a claim. Immutable.
 *
 * @param epoch of the session from now on; 0 if the claim failed
 * @param previousNode server of the session before; empty if there was none
 * @param previousSessionId empty if there was none
 * @param previousEpoch 0 if there was none
 * @param presenceChanged whether the user was not online before
 * @param watchers servers that watch the user
 * @param channels that the session before was in
 * @param watched users that the session before watched
 * @param invitations from and to the user
 * @param before how the user was seen last in the session before
 */
public record OpenedSession(
    Kind kind,
    long epoch,
    String previousNode,
    String previousSessionId,
    long previousEpoch,
    boolean presenceChanged,
    long presenceVersion,
    List<String> watchers,
    List<String> channels,
    List<String> watched,
    List<String> invitations,
    StateBefore before) {
  /** How a claim ended. */
  public enum Kind {
    /** The session that was shown goes on, on the server that asked. */
    RESUMED,
    /** There is a new session. */
    OPENED,
    /** The user has logged in elsewhere since; nothing was changed. */
    REFUSED,
    /** A later attempt of the client was taken before; nothing was changed. */
    LATE,
    /** There is no such session, and there may be no new one; nothing was changed. */
    MISSING
  }
}
