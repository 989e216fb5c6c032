package io.rtmkit.uniapp;

import static org.assertj.core.api.Assertions.assertThat;

import com.alibaba.fastjson.JSON;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Calls made one after the other without waiting take effect in that order, as applications rely
 * on.
 */
final class CallOrderIT {
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void from_createInstance_to_release_without_waiting_once() {
    try (Phone phone = new Phone();
        Page page = phone.openPage()) {
      Object answers =
          page.run(
              """
              const answers = {};
              const pending = [];
              const go = (name, ...args) => pending.push(
                  new Promise((done) => rtm[name](...args, (r) => { answers[name] = r.code; done(); })));
              go('createInstance', {appId: '%s', server: '%s'});
              go('login', {token: '', userId: 'alice'});
              go('createChannel', {channelId: 'room'});
              await pending[1];
              go('setLocalUserAttributes', {age: 23});
              go('join', {channelId: 'room'});
              go('sendChannelMessage', {channelId: 'room', text: 'first'});
              go('leave', {channelId: 'room'});
              go('channelRelease', {channelId: 'room'});
              await Promise.all(pending);
              go('logout');
              go('release');
              await Promise.all(pending);
              return answers;
              """
                  .formatted(TestServer.APP, server.address()));
      assertThat(answers)
          .isEqualTo(
              JSON.parse(
                  """
                  {"createInstance": 0, "login": 0, "createChannel": 0, "setLocalUserAttributes": 0,
                   "join": 0, "sendChannelMessage": 0, "leave": 0, "channelRelease": 0, "logout": 0,
                   "release": 0}
                  """));
    }
  }

  @Test
  void messages_arrive_in_the_order_of_the_calls() {
    try (Phone first = new Phone();
        Phone second = new Phone();
        Page alice = first.openPage(server, "alice");
        Page bob = second.openPage(server, "bob")) {
      alice.run(
          """
          for (let i = 0; i < 50; i++) {
            rtm.sendMessageToPeer({peerId: 'bob', text: String(i)}, () => {});
          }
          """);
      Object texts =
          bob.run(
              """
              const texts = [];
              while (texts.length < 50) {
                texts.push((await next('onPeerMessageReceived')).text);
              }
              return texts.every((text, i) => text === String(i)) ? 'in order' : texts;
              """);
      assertThat(texts).isEqualTo("in order");
    }
  }

  @Test
  void a_callback_may_call_again_and_release() {
    try (Phone phone = new Phone();
        Page page = phone.openPage(server, "carol")) {
      Object code =
          page.run(
              """
              return new Promise((done) => rtm.logout(() => rtm.release((r) => done(r.code))));
              """);
      assertThat(code).isEqualTo(0);
    }
  }
}
