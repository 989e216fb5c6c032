package io.rtmkit.server.core.session;

/**
 * How a message, or a write of attributes, ended.
 *
 * @param messageId the sender's id of the message or of the operation
 * @param code the operation's error code, 0 for success
 * @param reason what was wrong, empty on success
 * @param offset place in the channel's stream; the revision of attributes; 0 for peer messages
 * @param serverReceivedMs Unix time
 * @param receiptsExpected members that were asked for a receipt; 0 for all but channel messages
 */
public record Outcome(
    long messageId,
    int code,
    String reason,
    long offset,
    long serverReceivedMs,
    int receiptsExpected) {
  public Outcome(long messageId, int code, String reason, long offset, long serverReceivedMs) {
    this(messageId, code, reason, offset, serverReceivedMs, 0);
  }
}
