package io.rtmkit.server.core.port;

import io.rtmkit.protocol.v1.Content;

/**
 * What becomes of a message. Immutable.
 *
 * @param reason why it is not allowed, told to its sender
 * @param content what is sent, if it is allowed
 */
public record SendVerdict(boolean allowed, String reason, Content content) {
  public static SendVerdict allow(Content content) {
    return new SendVerdict(true, "", content);
  }

  public static SendVerdict deny(String reason) {
    return new SendVerdict(false, reason, Content.getDefaultInstance());
  }

  /** The reason as the sender reads it. */
  public String text() {
    return "message: not allowed" + (reason.isEmpty() ? "" : ": " + reason);
  }
}
