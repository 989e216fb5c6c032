package io.rtmkit.server.core.port;

/**
 * Asks what a member of a channel missed. Immutable.
 *
 * @param sinceId up to which log id the client has, or was sent, everything; 0 if it says nothing
 * @param startedMs when this server started: what came before reached those who were present
 */
public record MissedQuery(Conversation channel, String userId, long sinceId, long startedMs) {}
