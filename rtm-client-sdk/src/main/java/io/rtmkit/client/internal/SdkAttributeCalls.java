package io.rtmkit.client.internal;

import io.rtmkit.client.ChannelAttributeOptions;
import io.rtmkit.client.ResultCallback;
import io.rtmkit.client.RtmAttribute;
import io.rtmkit.client.RtmChannelAttribute;
import io.rtmkit.client.RtmChannelAttributeSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The attribute calls: copies the arguments and takes them to the loop. Any thread. */
abstract class SdkAttributeCalls extends SdkMediaCalls {
  final Features features;

  SdkAttributeCalls(Gateway gateway, Features features) {
    super(gateway);
    this.features = features;
  }

  @Override
  public void setLocalUserAttributes(
      List<RtmAttribute> attributes, @Nullable ResultCallback<Void> callback) {
    writeUser(AttributeChange.replace(attributes), callback);
  }

  @Override
  public void addOrUpdateLocalUserAttributes(
      List<RtmAttribute> attributes, @Nullable ResultCallback<Void> callback) {
    writeUser(AttributeChange.merge(attributes), callback);
  }

  @Override
  public void deleteLocalUserAttributesByKeys(
      List<String> attributeKeys, @Nullable ResultCallback<Void> callback) {
    writeUser(AttributeChange.delete(attributeKeys), callback);
  }

  @Override
  public void clearLocalUserAttributes(@Nullable ResultCallback<Void> callback) {
    writeUser(AttributeChange.clear(), callback);
  }

  @Override
  public void getUserAttributes(
      String userId, @Nullable ResultCallback<List<RtmAttribute>> callback) {
    readUser(userId, null, callback);
  }

  @Override
  public void getUserAttributesByKeys(
      String userId,
      List<String> attributeKeys,
      @Nullable ResultCallback<List<RtmAttribute>> callback) {
    readUser(userId, copy(attributeKeys), callback);
  }

  @Override
  public void setChannelAttributes(
      String channelId,
      List<RtmChannelAttribute> attributes,
      @Nullable ChannelAttributeOptions options,
      @Nullable ResultCallback<Void> callback) {
    writeChannel(channelId, AttributeChange.replace(attributes), options, callback);
  }

  @Override
  public void addOrUpdateChannelAttributes(
      String channelId,
      List<RtmChannelAttribute> attributes,
      @Nullable ChannelAttributeOptions options,
      @Nullable ResultCallback<Void> callback) {
    writeChannel(channelId, AttributeChange.merge(attributes), options, callback);
  }

  @Override
  public void deleteChannelAttributesByKeys(
      String channelId,
      List<String> attributeKeys,
      @Nullable ChannelAttributeOptions options,
      @Nullable ResultCallback<Void> callback) {
    writeChannel(channelId, AttributeChange.delete(attributeKeys), options, callback);
  }

  @Override
  public void clearChannelAttributes(
      String channelId,
      @Nullable ChannelAttributeOptions options,
      @Nullable ResultCallback<Void> callback) {
    writeChannel(channelId, AttributeChange.clear(), options, callback);
  }

  @Override
  public void getChannelAttributes(
      String channelId, @Nullable ResultCallback<List<RtmChannelAttribute>> callback) {
    readChannel(channelId, null, callback);
  }

  @Override
  public void getChannelAttributesByKeys(
      String channelId,
      List<String> attributeKeys,
      @Nullable ResultCallback<List<RtmChannelAttribute>> callback) {
    readChannel(channelId, copy(attributeKeys), callback);
  }

  @Override
  public void getChannelAttributeSet(
      String channelId, @Nullable ResultCallback<RtmChannelAttributeSet> callback) {
    gateway.call(
        Operation.ATTRIBUTES,
        0,
        callback,
        (Answer<RtmChannelAttributeSet> answer) ->
            features.channelAttributes.read(
                channelId,
                null,
                answer,
                reply ->
                    answer.succeed(
                        new AttributeSet(
                            channelId, reply.getAttributesList(), reply.getRevision()))));
  }

  private void writeUser(AttributeChange change, @Nullable ResultCallback<Void> callback) {
    gateway.call(
        Operation.ATTRIBUTES,
        change.weight(),
        callback,
        answer -> features.userAttributes.write(change, answer));
  }

  private void readUser(
      String userId,
      @Nullable List<String> keys,
      @Nullable ResultCallback<List<RtmAttribute>> callback) {
    gateway.call(
        Operation.ATTRIBUTES,
        0,
        callback,
        (Answer<List<RtmAttribute>> answer) -> features.userAttributes.read(userId, keys, answer));
  }

  private void writeChannel(
      String channelId,
      AttributeChange change,
      @Nullable ChannelAttributeOptions given,
      @Nullable ResultCallback<Void> callback) {
    ChannelAttributes.Options options = new ChannelAttributes.Options(given);
    gateway.call(
        Operation.ATTRIBUTES,
        change.weight(),
        callback,
        answer -> features.channelAttributes.write(channelId, change, options, answer));
  }

  private void readChannel(
      String channelId,
      @Nullable List<String> keys,
      @Nullable ResultCallback<List<RtmChannelAttribute>> callback) {
    gateway.call(
        Operation.ATTRIBUTES,
        0,
        callback,
        (Answer<List<RtmChannelAttribute>> answer) ->
            features.channelAttributes.read(
                channelId,
                keys,
                answer,
                reply -> answer.succeed(AttributeRules.ofChannel(reply.getAttributesList()))));
  }

  /** A copy of ids or keys in their order; empty for null. */
  static List<String> copy(@Nullable Collection<String> texts) {
    return texts == null ? Collections.<String>emptyList() : new ArrayList<>(texts);
  }
}
