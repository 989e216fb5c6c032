package io.rtmkit.uniapp;

import static org.assertj.core.api.Assertions.assertThat;

import com.alibaba.fastjson.JSON;
import com.alibaba.fastjson.JSONArray;
import com.alibaba.fastjson.JSONObject;
import io.rtmkit.client.RtmClient;
import org.junit.jupiter.api.Test;

/** Messages to users, presence and history, as pages call them. */
final class PeerFunctionsIT extends TwoPhones {
  @Test
  void sendMessageToPeer_and_onPeerMessageReceived() {
    JSONObject answer =
        answer(
            alice,
            "sendMessageToPeer",
            "{peerId: 'bob', text: '你好 👋', enableHistoricalMessaging: false, enableOfflineMessaging: false}");
    assertThat(answer).containsEntry("code", 0).containsEntry("message", "");

    JSONObject event = event(bob, "onPeerMessageReceived");
    assertThat(event)
        .containsEntry("text", "你好 👋")
        .containsEntry("peerId", "alice")
        .containsEntry("messageType", 1)
        .containsEntry("OfflineMessage", 0)
        .containsEntry("rawMessage", "");
    assertThat(event.getLongValue("serverReceivedTs")).isPositive();
  }

  @Test
  void a_message_to_nobody_is_answered_3_and_a_kept_one_4_and_comes_later() {
    assertThat(answer(alice, "sendMessageToPeer", "{peerId: 'carol', text: 'x'}"))
        .containsEntry("code", 3);
    assertThat(
            answer(
                alice,
                "sendMessageToPeer",
                "{peerId: 'carol', text: 'kept', enableOfflineMessaging: true}"))
        .containsEntry("code", 4);
    try (Phone carols = new Phone();
        Page carol = carols.openPage(server, "carol")) {
      assertThat(event(carol, "onPeerMessageReceived"))
          .containsEntry("text", "kept")
          .containsEntry("OfflineMessage", 1);
    }
  }

  @Test
  void a_raw_message_of_an_SDK_program_comes_as_base64() throws Exception {
    RtmClient dave = SdkUser.logIn(server, "dave");
    dave.sendMessageToPeer(
        "bob", dave.createMessage(new byte[] {1, 2, (byte) 0xff}, "a picture"), null);
    assertThat(event(bob, "onPeerMessageReceived"))
        .containsEntry("messageType", 2)
        .containsEntry("text", "a picture")
        .containsEntry("rawMessage", "AQL/");
    dave.release();
  }

  @Test
  void queryPeersOnlineStatus() {
    assertThat(answer(alice, "queryPeersOnlineStatus", "{peerIds: ['bob', 'nobody']}"))
        .containsEntry("code", 0)
        .containsEntry(
            "peerOnlineStatus",
            JSON.parse("[{'peerId': 'bob', 'state': 0}, {'peerId': 'nobody', 'state': 2}]"));
  }

  @Test
  void subscriptions_and_onPeersOnlineStatusChanged() {
    assertThat(answer(alice, "subscribePeersOnlineStatus", "{peerIds: ['bob', 'erin']}"))
        .containsEntry("code", 0);
    assertThat(event(alice, "onPeersOnlineStatusChanged").getJSONArray("peersStatus"))
        .isEqualTo(JSON.parse("[{'peerId': 'bob', 'state': 0}, {'peerId': 'erin', 'state': 2}]"));

    try (Phone erins = new Phone();
        Page erin = erins.openPage(server, "erin")) {
      assertThat(event(alice, "onPeersOnlineStatusChanged").getJSONArray("peersStatus"))
          .isEqualTo(JSON.parse("[{'peerId': 'erin', 'state': 0}]"));
      erin.run("await call('logout')");
    }
    assertThat(event(alice, "onPeersOnlineStatusChanged").getJSONArray("peersStatus"))
        .isEqualTo(JSON.parse("[{'peerId': 'erin', 'state': 2}]"));

    JSONArray peers =
        answer(alice, "queryPeersBySubscriptionOption", "{option: 0}").getJSONArray("peers");
    assertThat(peers).containsExactlyInAnyOrder("bob", "erin");
    assertThat(answer(alice, "unsubscribePeersOnlineStatus", "{peerIds: ['erin']}"))
        .containsEntry("code", 0);
    assertThat(answer(alice, "queryPeersBySubscriptionOption", "{option: '0'}"))
        .containsEntry("peers", JSON.parse("['bob']"));
  }

  @Test
  void queryHistory_and_countHistory() {
    alice.run(
        """
        for (const text of ['one', 'two', 'three']) {
          await call('sendMessageToPeer', {peerId: 'bob', text, enableHistoricalMessaging: true});
        }
        """);
    JSONObject page = answer(bob, "queryHistory", "{peerId: 'alice', limit: 2}");
    assertThat(page).containsEntry("code", 0).containsEntry("hasMore", true);
    JSONArray messages = page.getJSONArray("messages");
    assertThat(messages).extracting("text").containsExactly("one", "two");
    assertThat(messages.getJSONObject(0))
        .containsEntry("userId", "alice")
        .containsEntry("peerId", "bob")
        .containsEntry("channelId", "");

    String last = messages.getJSONObject(1).getString("id");
    JSONObject rest = answer(bob, "queryHistory", "{peerId: 'alice', after: '%s'}".formatted(last));
    assertThat(rest).containsEntry("hasMore", false);
    assertThat(rest.getJSONArray("messages")).extracting("text").containsExactly("three");
    assertThat(
            answer(bob, "queryHistory", "{peerId: 'alice', newestFirst: true, limit: 1}")
                .getJSONArray("messages"))
        .extracting("text")
        .containsExactly("three");
    assertThat(answer(bob, "countHistory", "{peerId: 'alice'}")).containsEntry("count", 3);
    assertThat(answer(bob, "countHistory", "{}")).containsEntry("code", 2);
  }
}
