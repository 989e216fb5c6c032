package io.rtmkit.server.core.port;

import io.rtmkit.protocol.v1.Content;
import io.rtmkit.server.core.session.UserKey;

/**
 * May this message be sent? Immutable.
 *
 * @param receiverId the user it is for; empty if it is for a channel
 * @param channelId the channel it is for; empty if it is for a user
 */
public record SendQuestion(
    UserKey sender, String receiverId, String channelId, long messageId, Content content) {
  public static SendQuestion toPeer(
      UserKey sender, String receiverId, long messageId, Content content) {
    return new SendQuestion(sender, receiverId, "", messageId, content);
  }

  public static SendQuestion toChannel(
      UserKey sender, String channelId, long messageId, Content content) {
    return new SendQuestion(sender, "", channelId, messageId, content);
  }
}
