package io.rtmkit.server.core.port;

/**
 * Messages that belong together: those between two users, or those of a channel. Immutable.
 *
 * @param first the lesser of two user ids; the channel id
 * @param second the greater of two user ids; empty for a channel
 */
public record Conversation(String appId, Kind kind, String first, String second) {
  /** What the messages have in common. */
  public enum Kind {
    PEER,
    CHANNEL
  }

  /** The conversation of two users, in whichever order they are named. */
  public static Conversation between(String appId, String userId, String peerId) {
    return userId.compareTo(peerId) <= 0
        ? new Conversation(appId, Kind.PEER, userId, peerId)
        : new Conversation(appId, Kind.PEER, peerId, userId);
  }

  public static Conversation of(String appId, String channelId) {
    return new Conversation(appId, Kind.CHANNEL, channelId, "");
  }

  /** Whom a message of this sender went to; the channel id for a channel. */
  public String destinationOf(String senderId) {
    return kind == Kind.PEER && first.equals(senderId) && !second.isEmpty() ? second : first;
  }
}
