package io.rtmkit.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Attributes of users and channels: the part of {@link RtmClient} about them. A set has at most 32
 * attributes; a user's 16 KB in all, a channel's 32 KB. Every call takes 5 seconds at most; codes
 * of {@link RtmStatusCode.AttributeOperationError}. Null options mean none.
 */
public interface RtmAttributes {
  /**
   * Replaces all attributes of this user; an empty list clears them. They end with the logout, and
   * are written again by the client when a session was lost.
   */
  void setLocalUserAttributes(
      List<RtmAttribute> attributes, @Nullable ResultCallback<Void> callback);

  /** Adds attributes of this user, or gives those of the same key new values. */
  void addOrUpdateLocalUserAttributes(
      List<RtmAttribute> attributes, @Nullable ResultCallback<Void> callback);

  /** Deletes attributes of this user; keys that are not there are harmless. */
  void deleteLocalUserAttributesByKeys(
      List<String> attributeKeys, @Nullable ResultCallback<Void> callback);

  /** Deletes all attributes of this user. */
  void clearLocalUserAttributes(@Nullable ResultCallback<Void> callback);

  /** All attributes of a user; 6 if the user is not online. */
  void getUserAttributes(String userId, @Nullable ResultCallback<List<RtmAttribute>> callback);

  /** Some attributes of a user, those of the keys that are there; 6 if the user is not online. */
  void getUserAttributesByKeys(
      String userId,
      List<String> attributeKeys,
      @Nullable ResultCallback<List<RtmAttribute>> callback);

  /**
   * Replaces all attributes of a channel, joined or not; an empty list clears them. They end two
   * minutes after the channel has become empty.
   */
  void setChannelAttributes(
      String channelId,
      List<RtmChannelAttribute> attributes,
      @Nullable ChannelAttributeOptions options,
      @Nullable ResultCallback<Void> callback);

  /** Adds attributes of a channel, or gives those of the same key new values. */
  void addOrUpdateChannelAttributes(
      String channelId,
      List<RtmChannelAttribute> attributes,
      @Nullable ChannelAttributeOptions options,
      @Nullable ResultCallback<Void> callback);

  /** Deletes attributes of a channel; keys that are not there are harmless. */
  void deleteChannelAttributesByKeys(
      String channelId,
      List<String> attributeKeys,
      @Nullable ChannelAttributeOptions options,
      @Nullable ResultCallback<Void> callback);

  /** Deletes all attributes of a channel. */
  void clearChannelAttributes(
      String channelId,
      @Nullable ChannelAttributeOptions options,
      @Nullable ResultCallback<Void> callback);

  /** All attributes of a channel, joined or not. */
  void getChannelAttributes(
      String channelId, @Nullable ResultCallback<List<RtmChannelAttribute>> callback);

  /** Some attributes of a channel: those of the keys that are there. */
  void getChannelAttributesByKeys(
      String channelId,
      List<String> attributeKeys,
      @Nullable ResultCallback<List<RtmChannelAttribute>> callback);

  /** All attributes of a channel with their revision. Not in the older API. */
  void getChannelAttributeSet(
      String channelId, @Nullable ResultCallback<RtmChannelAttributeSet> callback);
}
