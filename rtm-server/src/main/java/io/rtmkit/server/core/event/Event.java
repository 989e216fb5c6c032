package io.rtmkit.server.core.event;

import io.rtmkit.protocol.v1.MessageType;
import io.rtmkit.server.core.session.UserKey;
import java.util.Locale;

/**
 * Something that happened. Immutable. Never has the payload of a message or a secret in it. Events
 * of one user come in the order in which they happened.
 */
public sealed interface Event {
  EventKind kind();

  /** Who did it, or to whom it happened; {@link #NOBODY} for the server itself. */
  UserKey user();

  /** Unix time. */
  long atMs();

  /** Tells everything but the above, under the names that the outside world knows. */
  void describe(Fields fields);

  /** Stands for no user. */
  UserKey NOBODY = new UserKey("", "");

  /** Takes the fields of an event. */
  interface Fields {
    void text(String name, String value);

    void number(String name, long value);

    /** A number of 64 bits that a client chose; as text it survives every JSON reader. */
    default void id(String name, long value) {
      text(name, Long.toUnsignedString(value));
    }
  }

  /** The server has started. */
  record ServerStarted(long atMs) implements Event {
    @Override
    public EventKind kind() {
      return EventKind.SERVER_STARTED;
    }

    @Override
    public UserKey user() {
      return NOBODY;
    }

    @Override
    public void describe(Fields fields) {}
  }

  /** USER_ONLINE or USER_UNREACHABLE. */
  record UserSeen(EventKind kind, UserKey user, String sessionId, long atMs) implements Event {
    @Override
    public void describe(Fields fields) {
      fields.text("sessionId", sessionId);
    }
  }

  /** A session has ended, and with it the user is offline. */
  record UserOffline(UserKey user, String sessionId, OfflineReason reason, long atMs)
      implements Event {
    @Override
    public EventKind kind() {
      return EventKind.USER_OFFLINE;
    }

    @Override
    public void describe(Fields fields) {
      fields.text("sessionId", sessionId);
      fields.text("reason", reason.text());
    }
  }

  /**
   * CHANNEL_CREATED, _JOINED, _LEFT or _DESTROYED.
   *
   * @param user who created, joined or left it; of a destroyed one, who was the last to join or
   *     leave, or has created it if nobody did
   * @param memberCount how many are in it now
   */
  record ChannelChanged(EventKind kind, UserKey user, String channelId, int memberCount, long atMs)
      implements Event {
    @Override
    public void describe(Fields fields) {
      fields.text("channelId", channelId);
      fields.number("memberCount", memberCount);
    }
  }

  /**
   * A message waits for its receiver.
   *
   * @param user the sender
   * @param messageId the sender's own number of it
   * @param bytes of payload and description
   */
  record MessageStored(
      UserKey user, String receiverId, long messageId, MessageType type, int bytes, long atMs)
      implements Event {
    /** As the outside world knows a type: text, raw, file or image. */
    public static String name(MessageType type) {
      return type.name().replace("MESSAGE_TYPE_", "").toLowerCase(Locale.ROOT);
    }

    @Override
    public EventKind kind() {
      return EventKind.MESSAGE_STORED;
    }

    @Override
    public void describe(Fields fields) {
      fields.text("receiverId", receiverId);
      fields.id("messageId", messageId);
      fields.text("messageType", name(type));
      fields.number("bytes", bytes);
    }
  }

  /**
   * An invitation rings at its callee, if that is online.
   *
   * @param user the caller
   * @param invitationId the caller's own number of it
   */
  record InvitationSent(
      UserKey user, String calleeId, String channelId, long invitationId, long atMs)
      implements Event {
    @Override
    public EventKind kind() {
      return EventKind.INVITATION_SENT;
    }

    @Override
    public void describe(Fields fields) {
      fields.text("calleeId", calleeId);
      fields.text("channelId", channelId);
      fields.id("invitationId", invitationId);
    }
  }

  /**
   * An invitation has ended for both sides.
   *
   * @param sent what has ended
   * @param state accepted, refused, canceled or failed
   * @param callerCode why it failed, a LocalInvitationError; 0 if it did not
   * @param calleeCode the same as the callee is told it, a RemoteInvitationError
   */
  record InvitationEnded(
      InvitationSent sent, String state, int callerCode, int calleeCode, long atMs)
      implements Event {
    @Override
    public EventKind kind() {
      return EventKind.INVITATION_ENDED;
    }

    @Override
    public UserKey user() {
      return sent.user();
    }

    @Override
    public void describe(Fields fields) {
      sent.describe(fields);
      fields.text("state", state);
      fields.number("callerCode", callerCode);
      fields.number("calleeCode", calleeCode);
    }
  }
}
