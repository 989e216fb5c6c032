package io.rtmkit.server.core.port;

/**
 * A message to be kept. Immutable.
 *
 * @param offline keep it for those who are away: in the queue of the receiver, or for lost members
 *     of the channel
 * @param historical keep it for history queries
 * @param repeated its sender has sent it before and has no answer: the store looks whether it has
 *     the message already
 */
public record StoreRequest(
    Conversation conversation,
    StoredMessage message,
    boolean offline,
    boolean historical,
    boolean repeated) {
  /** Whether it goes into the queue of a user. */
  public boolean isQueued() {
    return offline && conversation.kind() == Conversation.Kind.PEER;
  }

  /** Whose queue it goes into. */
  public String receiverId() {
    return conversation.destinationOf(message.senderId());
  }

  /** Whether it goes into the log of its conversation. */
  public boolean isLogged() {
    return historical || conversation.kind() == Conversation.Kind.CHANNEL;
  }
}
