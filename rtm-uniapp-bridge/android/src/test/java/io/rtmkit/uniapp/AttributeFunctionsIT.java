package io.rtmkit.uniapp;

import static org.assertj.core.api.Assertions.assertThat;

import com.alibaba.fastjson.JSON;
import com.alibaba.fastjson.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attributes of users and channels, as pages call them. */
final class AttributeFunctionsIT extends TwoPhones {
  private static final String JERRY = "{age: 23, name: 'Jerry'}";

  @Test
  void setLocalUserAttributes_and_getUserAttributes() {
    assertThat(answer(alice, "setLocalUserAttributes", JERRY)).containsEntry("code", 0);
    JSONObject read = answer(bob, "getUserAttributes", "{userId: 'alice'}");
    assertThat(read)
        .containsEntry("userAttributesList", JSON.parse("{'age': 23, 'name': 'Jerry'}"))
        .containsEntry("userId", "alice")
        .containsEntry("code", 0);
  }

  @Test
  void addOrUpdate_delete_and_clear_of_user_attributes() {
    answer(alice, "setLocalUserAttributes", JERRY);
    assertThat(answer(alice, "addOrUpdateLocalUserAttributes", "{age: 24}"))
        .containsEntry("code", 0);
    assertThat(
            answer(
                bob,
                "getUserAttributesByKeys",
                "{userId: 'alice', attributeKeys: ['age', 'name']}"))
        .containsEntry("userAttributesList", JSON.parse("{'age': 24, 'name': 'Jerry'}"));
    assertThat(answer(alice, "deleteLocalUserAttributesByKeys", "{attributeKeys: ['age']}"))
        .containsEntry("code", 0);
    assertThat(userAttributes("alice")).isEqualTo(JSON.parse("{'name': 'Jerry'}"));
    assertThat(answer(alice, "clearLocalUserAttributes", "")).containsEntry("code", 0);
    assertThat(userAttributes("alice")).isEqualTo(JSON.parse("{}"));
  }

  @Test
  void attributes_of_an_unknown_user_are_answered_6_with_every_key() {
    assertThat(answer(bob, "getUserAttributes", "{userId: 'nobody'}"))
        .containsEntry("code", 6)
        .containsEntry("userId", "nobody")
        .containsEntry("userAttributesList", JSON.parse("{}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"23", "'23'", "true", "'true'", "1.5", "-0.25", "9007199254740991", "1e21", "0"})
  void a_value_keeps_its_kind(String value) {
    alice.run("await call('setLocalUserAttributes', {value: %s})".formatted(value));
    Object same =
        bob.run(
            """
            const read = await call('getUserAttributes', {userId: 'alice'});
            return read.userAttributesList.value === %s ? 'same' : read;
            """
                .formatted(value));
    assertThat(same).isEqualTo("same");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "{}", "[1]", "''"})
  void what_is_no_attribute_value_is_refused_by_name(String value) {
    JSONObject answer =
        (JSONObject) alice.run("return call('setLocalUserAttributes', {odd: %s})".formatted(value));
    assertThat(answer).containsEntry("code", 3);
    assertThat(answer.getString("message")).contains(value.equals("''") ? "value" : "odd");
  }

  @Test
  void setChannelAttributes_getChannelAttributes_and_onAttributesUpdated() {
    bob.run(
        "await call('createChannel', {channelId: '909090'}); await call('join', {channelId: '909090'})");
    assertThat(
            answer(
                alice,
                "setChannelAttributes",
                "{channelId: '909090', enableNoticeMembers: true, attributes: %s}"
                    .formatted(JERRY)))
        .containsEntry("code", 0);
    JSONObject event = event(bob, "onAttributesUpdated");
    assertThat(event).containsEntry("channelId", "909090");
    assertThat(event.getJSONArray("attributeList"))
        .extracting("key", "value", "lastUpdateUid")
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("age", 23, "alice"),
            org.assertj.core.groups.Tuple.tuple("name", "Jerry", "alice"));

    JSONObject read = answer(bob, "getChannelAttributes", "{channelId: '909090'}");
    assertThat(read)
        .containsEntry("channelAttributes", JSON.parse("{'age': 23, 'name': 'Jerry'}"))
        .containsEntry("channelId", "909090");
    assertThat(read.getJSONArray("attributeList").getJSONObject(0).getLongValue("lastUpdateTs"))
        .isPositive();
  }

  @Test
  void addOrUpdate_delete_and_clear_of_channel_attributes() {
    alice.run(
        "await call('setChannelAttributes', {channelId: 'c', attributes: %s})".formatted(JERRY));
    assertThat(
            answer(
                alice, "addOrUpdateChannelAttributes", "{channelId: 'c', attributes: {age: '24'}}"))
        .containsEntry("code", 0);
    assertThat(channelAttributes("c")).isEqualTo(JSON.parse("{'age': '24', 'name': 'Jerry'}"));
    assertThat(
            answer(
                alice,
                "deleteChannelAttributesByKeys",
                "{channelId: 'c', attributeKeys: ['age'], enableNoticeMembers: false}"))
        .containsEntry("code", 0);
    alice.run(
        "await call('addOrUpdateChannelAttributes', {channelId: 'c', attributes: {age: 23}})");
    assertThat(
            answer(
                bob,
                "getChannelAttributesByKeys",
                "{channelId: 'c', attributeKeys: ['age', 'name']}"))
        .containsEntry("channelAttributes", JSON.parse("{'age': 23, 'name': 'Jerry'}"));
    assertThat(
            answer(alice, "clearChannelAttributes", "{channelId: 'c', enableNoticeMembers: true}"))
        .containsEntry("code", 0);
    assertThat(channelAttributes("c")).isEqualTo(JSON.parse("{}"));
  }

  private Object userAttributes(String userId) {
    return bob.run(
        "return (await call('getUserAttributes', {userId: '%s'})).userAttributesList"
            .formatted(userId));
  }

  private Object channelAttributes(String channelId) {
    return bob.run(
        "return (await call('getChannelAttributes', {channelId: '%s'})).channelAttributes"
            .formatted(channelId));
  }
}
