package io.rtmkit.uniapp;

import java.util.Map;

/** A user of any of the clients, as far as the tests let them talk. Each method waits. */
interface Party extends AutoCloseable {
  String name();

  void join(String channelId);

  void sayInChannel(String channelId, String text);

  /** The next message of that user in a channel. */
  String heardInChannel(String userId);

  void tell(String peerId, String text);

  /** The next message of that user. */
  String heardFrom(String userId);

  void setAttributes(Map<String, Object> attributes);

  Map<String, Object> attributesOf(String userId);

  /** Sets attributes of a channel, so that its members hear of them. */
  void setChannelAttributes(String channelId, Map<String, Object> attributes);

  /** The next attributes of a channel that this user hears of, by key. */
  Map<String, Object> heardChannelAttributes();

  void invite(String calleeId, String content);

  /** Waits for an invitation and accepts it; returns its content. */
  String accept(String callerId, String response);

  /** The response of a callee who has accepted. */
  String acceptedBy(String calleeId);

  @Override
  void close();
}
