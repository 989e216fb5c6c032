package io.rtmkit.server.core.port;

import io.rtmkit.server.core.session.UserKey;

/** Whose messages are wanted, out of those that were kept for history. Immutable. */
public sealed interface HistoryScope {
  /** What a user did with a message. */
  enum Part {
    SENT,
    RECEIVED
  }

  String appId();

  /** Whether a message of a conversation is wanted. */
  boolean includes(Conversation conversation, StoredMessage message);

  /** All messages of a conversation. */
  static HistoryScope of(Conversation conversation) {
    return new InConversation(conversation, "");
  }

  /**
   * What one user said in a conversation: one direction of two users, or one voice of a channel.
   */
  static HistoryScope of(Conversation conversation, String senderId) {
    return new InConversation(conversation, senderId);
  }

  /** All that a user sent, to users and to channels. */
  static HistoryScope sentBy(UserKey user) {
    return new OfUser(user, Part.SENT);
  }

  /** All that users sent to a user. */
  static HistoryScope receivedBy(UserKey user) {
    return new OfUser(user, Part.RECEIVED);
  }

  /**
   * Messages of one conversation.
   *
   * @param senderId whose; empty for everybody's
   */
  record InConversation(Conversation conversation, String senderId) implements HistoryScope {
    @Override
    public String appId() {
      return conversation.appId();
    }

    @Override
    public boolean includes(Conversation other, StoredMessage message) {
      return conversation.equals(other)
          && (senderId.isEmpty() || senderId.equals(message.senderId()));
    }
  }

  /** Messages of one user in all conversations. */
  record OfUser(UserKey user, Part part) implements HistoryScope {
    @Override
    public String appId() {
      return user.appId();
    }

    @Override
    public boolean includes(Conversation conversation, StoredMessage message) {
      if (!conversation.appId().equals(user.appId())) {
        return false;
      }
      return part == Part.SENT
          ? message.senderId().equals(user.userId())
          : conversation.kind() == Conversation.Kind.PEER
              && conversation.destinationOf(message.senderId()).equals(user.userId());
    }
  }
}
