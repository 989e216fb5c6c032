package io.rtmkit.uniapp;

import static org.assertj.core.api.Assertions.assertThat;

import com.alibaba.fastjson.JSONObject;
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
        "queryPeersOnlineStatus         | {peerIds: 'bob'}                                  | 0",
        "queryPeersOnlineStatus         | {peerIds: [123, 'bob']}                           | 0",
        "queryPeersOnlineStatus         | {}                                                | 2",
        "queryPeersOnlineStatus         | {peerIds: undefined}                              | 2",
        "queryPeersOnlineStatus         | {peerIds: []}                                     | 2",
        "queryPeersOnlineStatus         | {peerIds: [null]}                                 | 2",
        "queryPeersOnlineStatus         | {peerIds: {a: 1}}                                 | 2",
        "subscribePeersOnlineStatus     | '{}'                                              | 2",
        "queryPeersBySubscriptionOption | {option: '0'}                                     | 0",
        "queryPeersBySubscriptionOption | {option: 'x'}                                     | 1",
        "sendMessageToPeer              | {text: 'x'}                                       | 6",
        "sendMessageToPeer              | {peerId: 'bob'}                                   | 7",
        "sendMessageToPeer              | {peerId: 'bob', text: {}}                         | 7",
        "sendMessageToPeer              | {peerId: 'bob', text: 5}                          | 0",
        "sendMessageToPeer              | {peerId: 'bob', text: ''}                         | 7",
        "sendMessageToPeer              | {peerId: 'bob', text: 'x', enableOfflineMessaging: 'false'} | 0",
        "sendMessageToPeer              | {peerId: 'bob', text: 'x', enableOfflineMessaging: 'no'}    | 7",
        "join                           | {channelId: 909090}                               | 0",
        "join                           | {channelId: null}                                 | 3",
        "getUserAttributes              | {userId: 77}                                      | 6",
        "setChannelAttributes           | {channelId: 'c'}                                  | 3",
        "setChannelAttributes           | {channelId: 'c', attributes: 'x'}                 | 3",
        "setLocalUserAttributes         | {attributes: {age: 23}}                           | 0",
        "deleteLocalUserAttributesByKeys| {attributeKeys: 'age'}                            | 0",
        "getChannelMemberCount          | {channelIds: 'room'}                              | 0",
        "getChannelMemberCount          | {}                                                | 2",
        "queryHistory                   | {peerId: 'bob', limit: '5'}                       | 0",
        "queryHistory                   | {peerId: 'bob', limit: 101}                       | 2",
        "setLogFilter                   | {filter: '8'}                                     | 0",
        "setLogFilter                   | {}                                                | 1",
        "renewToken                     | {}                                                | 2",
      })
  void arguments_of_other_types(String function, String options, int code) {
    JSONObject answer = answer(alice, function, options);
    assertThat(answer).as("%s", answer).containsEntry("code", code);
    if (code != 0) {
      assertThat(answer.getString("message")).isNotEmpty();
    }
    assertThat(alice.swallowed()).isEmpty();
  }

  @Test
  void options_may_be_their_json() {
    assertThat(answer(alice, "sendMessageToPeer", "'{\"peerId\": \"bob\", \"text\": \"x\"}'"))
        .containsEntry("code", 0);
    assertThat(answer(alice, "sendMessageToPeer", "'{'"))
        .containsEntry("code", 7)
        .containsEntry("message", "options: must be an object, is the text {");
  }

  @Test
  void more_arguments_than_there_are_do_not_matter() {
    assertThat(alice.run("return new Promise((done) => rtm.join({channelId: 'c'}, done, 3, 'x'))"))
        .satisfies(answer -> assertThat((JSONObject) answer).containsEntry("code", 0));
  }
}
