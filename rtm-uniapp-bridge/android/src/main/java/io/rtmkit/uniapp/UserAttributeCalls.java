package io.rtmkit.uniapp;

import io.rtmkit.client.RtmAttribute;
import io.rtmkit.client.RtmClient;
import java.util.List;
import java.util.Map;

/** Attributes of users. Writing takes the attributes themselves as the options. Stateless. */
final class UserAttributeCalls {
  private UserAttributeCalls() {}

  static void set(Call call) {
    RtmClient client = call.instance().client;
    client.setLocalUserAttributes(attributes(call), call.answer.whenDone());
  }

  static void addOrUpdate(Call call) {
    RtmClient client = call.instance().client;
    client.addOrUpdateLocalUserAttributes(attributes(call), call.answer.whenDone());
  }

  static void deleteByKeys(Call call) {
    RtmClient client = call.instance().client;
    client.deleteLocalUserAttributesByKeys(
        call.options.texts("attributeKeys"), call.answer.whenDone());
  }

  static void clear(Call call) {
    call.instance().client.clearLocalUserAttributes(call.answer.whenDone());
  }

  static void get(Call call) {
    RtmClient client = call.instance().client;
    String userId = userId(call);
    client.getUserAttributes(userId, call.answer.when(UserAttributeCalls::fill));
  }

  static void getByKeys(Call call) {
    RtmClient client = call.instance().client;
    String userId = userId(call);
    client.getUserAttributesByKeys(
        userId, call.options.texts("attributeKeys"), call.answer.when(UserAttributeCalls::fill));
  }

  private static String userId(Call call) {
    String userId = call.options.text("userId");
    call.answer.put("userId", userId);
    return userId;
  }

  // An object cannot be a value, so {attributes: {...}} can only mean the object inside.
  private static List<RtmAttribute> attributes(Call call) {
    Map<?, ?> all = call.options.allGiven();
    boolean wrapped = all.size() == 1 && all.get("attributes") instanceof Map;
    return AttributeValues.toAttributes(
        wrapped ? call.options.object("attributes") : all,
        RtmAttribute::new,
        call.function.invalidCode);
  }

  private static void fill(Answer answer, List<RtmAttribute> attributes) {
    answer.put("userAttributesList", AttributeValues.toObject(attributes));
  }
}
