package io.rtmkit.server.core.event;

/** The kinds of events, under the names that the outside world knows them by. */
public enum EventKind {
  /** The server has started: no session, channel or invitation of before is left. */
  SERVER_STARTED("server.started"),
  /** A user logged in, or a session that was unreachable is heard from again. */
  USER_ONLINE("user.online"),
  /** Nothing was heard of a user for a while; the session goes on. */
  USER_UNREACHABLE("user.unreachable"),
  USER_OFFLINE("user.offline"),
  /** There is a channel where there was none. */
  CHANNEL_CREATED("channel.created"),
  CHANNEL_JOINED("channel.joined"),
  CHANNEL_LEFT("channel.left"),
  /** Nothing is left of a channel: no member, attribute, lock, or event for a lost member. */
  CHANNEL_DESTROYED("channel.destroyed"),
  /** A message waits in the store for its receiver, and its sender is told so. */
  MESSAGE_STORED("message.stored"),
  INVITATION_SENT("invitation.sent"),
  INVITATION_ENDED("invitation.ended");

  private final String type;

  EventKind(String type) {
    this.type = type;
  }

  /** The name, for example {@code user.online}. */
  public String type() {
    return type;
  }
}
