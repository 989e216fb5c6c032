package io.rtmkit.server.core.port;

import io.rtmkit.protocol.v1.Content;

/**
 * A message as stores keep it. Immutable.
 *
 * @param messageId the sender's own number; with the sender's id it names the message
 * @param receivedMs when the server received it, Unix time
 */
public record StoredMessage(String senderId, long messageId, Content content, long receivedMs) {
  /** Whether both are the same message, sent twice. */
  public boolean isSameAs(StoredMessage other) {
    return messageId == other.messageId && senderId.equals(other.senderId);
  }

  /** Bytes to reckon with in memory. */
  public int size() {
    return content.getPayload().size() + content.getDescription().length() + senderId.length() + 64;
  }
}
