package io.rtmkit.server.core.session;

/**
 * How a message ended.
 *
 * @param messageId the sender's id of the message
 * @param code the operation's error code, 0 for success
 * @param reason what was wrong, empty on success
 * @param offset place in the channel's stream; 0 for peer messages
 * @param serverReceivedMs Unix time
 */
public record Outcome(
    long messageId, int code, String reason, long offset, long serverReceivedMs) {}
