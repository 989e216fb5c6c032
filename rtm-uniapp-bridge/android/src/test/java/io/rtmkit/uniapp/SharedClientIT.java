package io.rtmkit.uniapp;

import static org.assertj.core.api.Assertions.assertThat;

import com.alibaba.fastjson.JSONObject;
import org.junit.jupiter.api.Test;

/** Two pages of one application: each has a module object, both have one client. */
final class SharedClientIT extends TwoPhones {
  @Test
  void events_reach_both_pages_and_closing_one_keeps_the_client() {
    Page second = alicesPhone.openPage();
    second.run("return call('createInstance', {appId: '%s'})".formatted(TestServer.APP));
    bob.run("await call('sendMessageToPeer', {peerId: 'alice', text: 'to both'})");
    for (Page each : new Page[] {alice, second}) {
      assertThat(event(each, "onPeerMessageReceived")).containsEntry("text", "to both");
    }

    second.close();
    bob.run("await call('sendMessageToPeer', {peerId: 'alice', text: 'to one'})");
    assertThat(event(alice, "onPeerMessageReceived")).containsEntry("text", "to one");
    assertThat(answer(alice, "queryPeersOnlineStatus", "{peerIds: 'bob'}"))
        .containsEntry("code", 0);
  }

  @Test
  void a_page_that_starts_anew_finds_its_login_and_channels() {
    alice.run("await call('join', {channelId: 'room'})");
    Page reloaded = alicesPhone.openPage();
    JSONObject created =
        answer(
            reloaded,
            "createInstance",
            "{appId: '%s', server: '%s'}".formatted(TestServer.APP, server.address()));
    assertThat(created).containsEntry("code", 0);
    assertThat(answer(reloaded, "login", "{userId: 'alice'}")).containsEntry("code", 8);
    assertThat(answer(reloaded, "getMembers", "{channelId: 'room'}").getJSONArray("members"))
        .hasSize(1);
    reloaded.close();
  }

  @Test
  void another_app_id_ends_the_client_before() {
    bob.run("await call('subscribePeersOnlineStatus', {peerIds: ['alice']})");
    assertThat(event(bob, "onPeersOnlineStatusChanged").toString()).contains("\"state\":0");
    String other = "{appId: '%s', server: '%s'}".formatted("f".repeat(32), server.address());
    assertThat(answer(alice, "createInstance", other)).containsEntry("code", 0);
    assertThat(answer(alice, "sendMessageToPeer", "{peerId: 'bob', text: 'x'}"))
        .containsEntry("code", 102);
    // The client before logs out behind the answer.
    assertThat(event(bob, "onPeersOnlineStatusChanged").toString()).contains("\"state\":2");
  }

  @Test
  void a_later_setCallBack_replaces_the_earlier_one_of_its_page() {
    Object heard =
        alice.run(
            """
            return new Promise((done) => {
              rtm.setCallBack((event) => done(event.rtmEvent + ' ' + events.length));
              rtm.subscribePeersOnlineStatus({peerIds: ['bob']}, () => {});
            });
            """);
    assertThat((String) heard).startsWith("onPeersOnlineStatusChanged");
    assertThat(alice.run("return events.some((e) => e.rtmEvent === 'onPeersOnlineStatusChanged')"))
        .isEqualTo(false);
  }
}
