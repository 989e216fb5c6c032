package io.rtmkit.uniapp;

import static org.assertj.core.api.Assertions.assertThat;

import com.alibaba.fastjson.JSON;
import com.alibaba.fastjson.JSONArray;
import com.alibaba.fastjson.JSONObject;
import com.alibaba.fastjson.serializer.SerializerFeature;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever page code passes: nothing is swallowed, everything is answered. */
final class LenientArgumentsIT extends TwoPhones {
  static List<String> functions() {
    List<String> names = new ArrayList<>(Contract.functions());
    names.remove("setCallBack");
    names.remove("login"); // Of a user who is logged in: 8 whatever the arguments.
    return names;
  }

  @ParameterizedTest
  @MethodSource("functions")
  void every_function_may_be_called_without_anything_and_with_a_callback_only(String function) {
    alice.run("rtm.%1$s(); rtm.%1$s(null); rtm.%1$s(undefined, undefined);".formatted(function));
    Contract.checkAnswer(function, alice.run("return call('%s')".formatted(function)));
    assertThat(alice.swallowed()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("functions")
  void before_createInstance_every_function_is_answered_with_every_key(String function) {
    try (Phone phone = new Phone();
        Page page = phone.openPage()) {
      JSONObject answer =
          Contract.checkAnswer(function, page.run("return call('%s')".formatted(function)));
      switch (function) {
        case "createInstance" -> assertThat(answer).containsEntry("code", 3);
        case "release", "getSdkVersion", "setParameters" ->
            assertThat(answer).containsEntry("code", 0);
        default -> assertThat(answer.getIntValue("code")).isNotZero();
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sendMessageToPeer      | {peerId: 'bob', text: 'x'}",
        "leave                  | {channelId: 'x'}",
        "getMembers             | {channelId: 'x'}",
        "sendChannelMessage     | {channelId: 'x', text: 'x'}",
        "cancelLocalInvitation  | {calleeId: 'x'}",
        "acceptRemoteInvitation | {calleeId: 'x'}",
        "setLocalUserAttributes | {age: 23}",
        "queryHistory           | {peerId: 'bob'}",
      })
  void without_a_login_the_answer_is_102(String function, String options) {
    alice.run("await call('logout')");
    assertThat(answer(alice, function, options)).containsEntry("code", 102);
  }

  @ParameterizedTest
  @MethodSource("io.rtmkit.uniapp.Contract#answers")
  void odd_options_are_answered_as_the_contract_says(JSONArray row) {
    String options = JSON.toJSONString(row.get(1), SerializerFeature.WriteMapNullValue);
    JSONObject answer = answer(alice, row.getString(0), options);
    int code = row.getIntValue(2);
    assertThat(answer).as("%s", answer).containsEntry("code", code);
    if (code != 0) {
      assertThat(answer.getString("message")).isNotEmpty();
    }
    assertThat(alice.swallowed()).isEmpty();
  }

  @Test
  void more_arguments_than_there_are_do_not_matter() {
    assertThat(alice.run("return new Promise((done) => rtm.join({channelId: 'c'}, done, 3, 'x'))"))
        .satisfies(answer -> assertThat((JSONObject) answer).containsEntry("code", 0));
  }
}
