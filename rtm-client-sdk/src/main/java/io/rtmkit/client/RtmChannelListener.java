package io.rtmkit.client;

import java.util.List;

/**
 * What a joined channel tells. Called like {@link RtmClientListener}, in the same order and on the
 * same executor; here too a lambda for messages will do.
 */
public interface RtmChannelListener {
  /** The number of members, right after joining and whenever it changed: at most once a second. */
  default void onMemberCountUpdated(int memberCount) {}

  /** The same with the channel's id, for a listener of several channels; not in the older API. */
  default void onMemberCountUpdated(String channelId, int memberCount) {
    onMemberCountUpdated(memberCount);
  }

  /** All attributes of the channel, after a change that asked for this notice. */
  default void onAttributesUpdated(List<RtmChannelAttribute> attributes) {}

  /** The same with the channel's id and the revision; not in the older API. */
  default void onAttributesUpdated(RtmChannelAttributeSet attributes) {
    onAttributesUpdated(attributes.getAttributes());
  }

  /**
   * All locks of the channel, after one was acquired, released or revoked or is over; not in the
   * older API.
   */
  default void onLocksUpdated(String channelId, List<RtmLock> locks) {}

  /**
   * More members' clients have a message that was sent with {@link
   * SendMessageOptions#enableDeliveryReceipts}; not in the older API. None comes after leaving, or
   * for a message whose sending failed; with much traffic one may come before its success.
   */
  default void onDeliveryReceipt(RtmDeliveryReceipt receipt) {}

  /** Another member sent a message. */
  void onMessageReceived(RtmMessage message, RtmChannelMember fromMember);

  /** Somebody joined; not told while the channel has more than 512 members. */
  default void onMemberJoined(RtmChannelMember member) {}

  /** Somebody left; not told while the channel has more than 512 members. */
  default void onMemberLeft(RtmChannelMember member) {}

  /** Never called; here for listeners of the older API. */
  default void onImageMessageReceived(RtmImageMessage message, RtmChannelMember fromMember) {}

  /** Never called; here for listeners of the older API. */
  default void onFileMessageReceived(RtmFileMessage message, RtmChannelMember fromMember) {}

  /**
   * After a reconnect: events of the channel (messages, joins, leaves) were lost because the server
   * no longer had them. Later events follow as usual.
   *
   * @param from number of the first lost event in the channel's stream
   * @param to number of the last lost event
   */
  default void onMessagesMissed(long from, long to) {}

  /**
   * After a join: of the messages kept for this member while it was lost, older ones are gone,
   * because there were too many.
   *
   * @param count how many
   */
  default void onChannelMessagesLost(String channelId, long count) {}

  /**
   * After a reconnect: the channel began anew while this client was away, so nobody can tell what
   * was missed. The client is a member; who else is, {@link RtmChannel#getMembers} answers.
   */
  default void onChannelReset() {}

  /**
   * After a reconnect: the client could not enter the channel again and is no longer a member.
   *
   * @param reason a code of {@link RtmStatusCode.JoinChannelError} and what the server said
   */
  default void onMembershipLost(ErrorInfo reason) {}
}
