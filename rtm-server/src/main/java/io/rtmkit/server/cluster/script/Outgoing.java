package io.rtmkit.server.cluster.script;

import io.rtmkit.protocol.v1.Publication;

/**
 * A message for a channel. Immutable.
 *
 * @param sessionId of its sender; empty for a back end, which need not be a member
 * @param sessionEpoch of the session
 * @param resent whether it may be in the log already
 * @param storedId 0 if it is not kept for lost members
 * @param event does not say its offset
 */
public record Outgoing(
    String userId,
    String sessionId,
    long sessionEpoch,
    boolean resent,
    long messageId,
    long storedId,
    Publication event) {}
