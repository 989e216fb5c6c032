package io.rtmkit.server.cluster.script;

import java.util.List;

/**
 * What there was to a session that has ended. Immutable.
 *
 * @param closed false if it was not the session that was meant; then nothing else is told
 * @param watchers servers that watch the user
 * @param channels that the session was in
 * @param watched users that it watched
 * @param invitations from and to the user
 * @param before how the user was seen last
 */
public record ClosedSession(
    boolean closed,
    String sessionId,
    long epoch,
    long presenceVersion,
    List<String> watchers,
    List<String> channels,
    List<String> watched,
    List<String> invitations,
    StateBefore before) {}
