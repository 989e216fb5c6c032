package io.rtmkit.uniapp;

import static org.assertj.core.api.Assertions.assertThat;

import com.alibaba.fastjson.JSON;
import com.alibaba.fastjson.JSONObject;
import org.junit.jupiter.api.Test;

/** Channels, as pages call them. */
final class ChannelFunctionsIT extends TwoPhones {
  private static final String ROOM = "{channelId: '909090'}";

  @Test
  void createChannel_join_getMembers_and_leave() {
    assertThat(answer(alice, "createChannel", ROOM)).containsEntry("code", 0);
    assertThat(answer(alice, "join", ROOM)).containsEntry("code", 0);
    assertThat(answer(alice, "getMembers", ROOM))
        .containsEntry("members", JSON.parse("[{'channelId': '909090', 'userId': 'alice'}]"));
    assertThat(answer(alice, "getChannelMemberCount", "{channelIds: ['909090', 'empty']}"))
        .containsEntry(
            "memberCounts",
            JSON.parse(
                "[{'channelId': '909090', 'count': 1}, {'channelId': 'empty', 'count': 0}]"));
    assertThat(answer(alice, "leave", ROOM)).containsEntry("code", 0);
    assertThat(answer(alice, "leave", ROOM)).containsEntry("code", 3);
  }

  @Test
  void members_and_messages_are_told() {
    joinBoth();
    assertThat(event(alice, "onMemberJoined"))
        .containsEntry("userId", "bob")
        .containsEntry("channelId", "909090");
    assertThat(event(alice, "onMemberCountUpdated")).containsEntry("channelId", "909090");
    assertThat(
            answer(
                bob,
                "sendChannelMessage",
                "{channelId: '909090', text: 'hello', enableHistoricalMessaging: false, enableOfflineMessaging: false}"))
        .containsEntry("code", 0);
    JSONObject event = event(alice, "onChannelMessageReceived");
    assertThat(event)
        .containsEntry("text", "hello")
        .containsEntry("type", 1)
        .containsEntry("userId", "bob")
        .containsEntry("channelId", "909090")
        .containsEntry("isOfflineMessage", false);
    bob.run("await call('leave', %s)".formatted(ROOM));
    assertThat(event(alice, "onMemberLeft")).containsEntry("userId", "bob");
  }

  @Test
  void channelRelease_leaves_and_may_be_repeated() {
    joinBoth();
    assertThat(answer(bob, "channelRelease", ROOM)).containsEntry("code", 0);
    assertThat(event(alice, "onMemberLeft")).containsEntry("userId", "bob");
    assertThat(answer(bob, "channelRelease", ROOM)).containsEntry("code", 0);
    assertThat(answer(bob, "sendChannelMessage", "{channelId: '909090', text: 'x'}"))
        .containsEntry("code", 5);
    assertThat(answer(bob, "getMembers", ROOM)).containsEntry("code", 5);
    assertThat(answer(bob, "join", ROOM)).as("a new handle").containsEntry("code", 0);
  }

  @Test
  void a_bad_channel_id_is_refused_by_name() {
    JSONObject answer = answer(alice, "createChannel", "{channelId: 'a/b'}");
    assertThat(answer).containsEntry("code", 3);
    assertThat(answer.getString("message")).contains("channelId");
    assertThat(answer(alice, "join", "{}")).containsEntry("code", 3);
  }

  @Test
  void history_of_a_channel() {
    joinBoth();
    alice.run(
        "await call('sendChannelMessage', {channelId: '909090', text: 'kept', enableHistoricalMessaging: true})");
    JSONObject page = answer(bob, "queryHistory", ROOM);
    assertThat(page.getJSONArray("messages")).extracting("text").containsExactly("kept");
    assertThat(page.getJSONArray("messages").getJSONObject(0))
        .containsEntry("channelId", "909090")
        .containsEntry("peerId", "");
  }

  private void joinBoth() {
    for (Page each : new Page[] {alice, bob}) {
      // As applications do: the join does not wait for the handle.
      each.run("rtm.createChannel(%1$s, () => {}); await call('join', %1$s)".formatted(ROOM));
    }
  }
}
