package io.rtmkit.protocol;

/**
 * The limits that applications of this API rely on: the defaults of every server (each can be
 * configured there) and what the client checks before it sends. Sizes are in bytes of UTF-8.
 */
public final class Limits {
  /** Payload and description of one message together. */
  public static final int MESSAGE_BYTES = 32 * 1024;

  /** A user id. */
  public static final int USER_ID_BYTES = 64;

  /** A channel id. */
  public static final int CHANNEL_ID_BYTES = 64;

  /** An app id has exactly this many characters. */
  public static final int APP_ID_LENGTH = 32;

  /** Channels that one client is in at the same time. */
  public static final int CHANNELS_JOINED = 20;

  /** Members up to which joins and leaves are told, and the most that a member list names. */
  public static final int MEMBERS_LISTED = 512;

  /** Channels in one member-count query. */
  public static final int MEMBER_COUNT_CHANNELS = 32;

  /** Unanswered requests of one session. */
  public static final int REQUESTS_IN_FLIGHT = 256;

  /** One frame of a client, without its length. */
  public static final int CLIENT_FRAME_BYTES = 64 * 1024;

  /** One frame of a server, without its length. */
  public static final int SERVER_FRAME_BYTES = 256 * 1024;

  /** A token. */
  public static final int TOKEN_BYTES = 8 * 1024;

  /** The SDK's name in a login. */
  public static final int SDK_NAME_BYTES = 64;

  /** The key of an attribute, and the name of a lock. */
  public static final int ATTRIBUTE_KEY_BYTES = 32;

  /** The value of an attribute. */
  public static final int ATTRIBUTE_VALUE_BYTES = 8 * 1024;

  /** Attributes of one user or channel. */
  public static final int ATTRIBUTES = 32;

  /** Keys and values of all attributes of a user. */
  public static final int USER_ATTRIBUTES_BYTES = 16 * 1024;

  /** Keys and values of all attributes of a channel. */
  public static final int CHANNEL_ATTRIBUTES_BYTES = 32 * 1024;

  /** Users in one presence query. */
  public static final int PRESENCE_QUERIED = 256;

  /** Watched users of one session. */
  public static final int PRESENCE_WATCHED = 512;

  /** The content and the response of an invitation, each. */
  public static final int INVITATION_BYTES = 8 * 1024;

  private Limits() {}
}
