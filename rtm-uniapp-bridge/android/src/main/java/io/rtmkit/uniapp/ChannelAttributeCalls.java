package io.rtmkit.uniapp;

import io.rtmkit.client.ChannelAttributeOptions;
import io.rtmkit.client.RtmChannelAttribute;
import io.rtmkit.client.RtmClient;
import java.util.List;

/** Attributes of channels, joined or not. Stateless. */
final class ChannelAttributeCalls {
  private ChannelAttributeCalls() {}

  static void set(Call call) {
    RtmClient client = call.instance().client;
    client.setChannelAttributes(
        channelId(call), attributes(call), notice(call), call.answer.whenDone());
  }

  static void addOrUpdate(Call call) {
    RtmClient client = call.instance().client;
    client.addOrUpdateChannelAttributes(
        channelId(call), attributes(call), notice(call), call.answer.whenDone());
  }

  static void deleteByKeys(Call call) {
    RtmClient client = call.instance().client;
    client.deleteChannelAttributesByKeys(
        channelId(call), keys(call), notice(call), call.answer.whenDone());
  }

  static void clear(Call call) {
    RtmClient client = call.instance().client;
    client.clearChannelAttributes(channelId(call), notice(call), call.answer.whenDone());
  }

  static void get(Call call) {
    RtmClient client = call.instance().client;
    String channelId = channelId(call);
    call.answer.put("channelId", channelId);
    client.getChannelAttributes(channelId, call.answer.when(ChannelAttributeCalls::fill));
  }

  static void getByKeys(Call call) {
    RtmClient client = call.instance().client;
    String channelId = channelId(call);
    call.answer.put("channelId", channelId);
    client.getChannelAttributesByKeys(
        channelId, keys(call), call.answer.when(ChannelAttributeCalls::fill));
  }

  private static String channelId(Call call) {
    return call.options.text("channelId");
  }

  private static List<String> keys(Call call) {
    return call.options.texts("attributeKeys");
  }

  private static List<RtmChannelAttribute> attributes(Call call) {
    return AttributeValues.toAttributes(
        call.options.object("attributes"), RtmChannelAttribute::new, call.function.invalidCode);
  }

  private static ChannelAttributeOptions notice(Call call) {
    return new ChannelAttributeOptions(call.options.flag("enableNoticeMembers"));
  }

  private static void fill(Answer answer, List<RtmChannelAttribute> attributes) {
    answer.put("channelAttributes", AttributeValues.toObject(attributes));
    answer.put("attributeList", AttributeValues.toList(attributes));
  }
}
