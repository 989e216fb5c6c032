package io.rtmkit.client.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.client.RtmChannel;
import io.rtmkit.protocol.v1.ClientLimits;
import io.rtmkit.protocol.v1.LoginReply;
import io.rtmkit.protocol.v1.MemberCountPush;
import io.rtmkit.protocol.v1.MemberJoined;
import io.rtmkit.protocol.v1.MemberLeft;
import io.rtmkit.protocol.v1.MembersReply;
import io.rtmkit.protocol.v1.Publication;
import io.rtmkit.protocol.v1.PublishReply;
import io.rtmkit.protocol.v1.Push;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.protocol.v1.Request;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Joining, leaving, sending to and hearing from channels. */
class ChannelTest {
  @Test
  void tellsWhatHappensInTheChannel() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = scene.login();
      RtmChannel channel = scene.join(connection, "room");
      assertThat(channel.getId()).isEqualTo("room");
      connection.push(
          Scene.publication(10, "before the join"),
          event(11).toBuilder(),
          Push.newBuilder()
              .setPublication(publication(12).setLeft(MemberLeft.newBuilder().setUserId("carol"))),
          count(2),
          count(3),
          Scene.publication(12, "twice"),
          Scene.publication(13, "hello"));
      scene.events.expect(
          "carol in room joined", "carol in room left", "count 3", "bob in room: hello");
    }
  }

  @Test
  void ownMessageHasItsPlaceInTheStream() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = scene.login();
      RtmChannel channel = scene.join(connection, "room");
      channel.sendMessage(scene.text("mine"), null, scene.events.answer("send"));
      Request publish = connection.nextRequest();
      assertThat(publish.getPublish().getChannelId()).isEqualTo("room");
      connection.reply(
          publish, Reply.newBuilder().setPublish(PublishReply.newBuilder().setOffset(11)));
      connection.push(Scene.publication(11, "never"), Scene.publication(12, "next"));
      scene.events.expect("send ok", "bob in room: next");
    }
  }

  @Test
  void ownMessageSentBeforeTheJoinWasAnsweredHasItsPlaceToo() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = scene.login();
      RtmChannel channel = scene.client.createChannel("room", scene.events);
      channel.join(scene.events.answer("join"));
      channel.sendMessage(scene.text("mine"), null, scene.events.answer("send"));
      Scene.replyJoin(connection, connection.nextRequest(), 10);
      connection.reply(
          connection.nextRequest(),
          Reply.newBuilder().setPublish(PublishReply.newBuilder().setOffset(11)));
      connection.push(Scene.publication(11, "never"), Scene.publication(12, "next"));
      scene.events.expect("join ok", "count 2", "send ok", "bob in room: next");
    }
  }

  @Test
  void answersWhatItKnowsByItself() throws IOException {
    try (Scene scene = new Scene()) {
      assertThat(scene.client.createChannel("", scene.events)).isNull();
      assertThat(scene.client.createChannel(null, null)).isNull();
      RtmChannel channel = scene.client.createChannel("room", scene.events);
      channel.join(scene.events.answer("join"));
      channel.sendMessage(scene.text("x"), scene.events.answer("send"));
      channel.leave(scene.events.answer("leave"));
      channel.getMembers(scene.events.answer("members"));
      scene.events.expect(
          "join failed 102: not logged in",
          "send failed 102: not logged in",
          "leave failed 102: not logged in",
          "members failed 102: not logged in");
      FakeServer.Connection connection = scene.login();
      channel.sendMessage(scene.text("x"), scene.events.answer("send"));
      channel.leave(scene.events.answer("leave"));
      channel.getMembers(scene.events.answer("members"));
      channel.sendMessage(null, scene.events.answer("null"));
      scene.events.expect(
          "send failed 5: not in channel room",
          "leave failed 3: not in channel room",
          "members failed 5: not in channel room",
          "null failed 4: message: is null");
      scene.join(connection, "room");
      channel.join(scene.events.answer("join"));
      scene.events.expect("join failed 6: channel already joined: room");
    }
  }

  @Test
  void refusedJoinLeavesTheClientOutside() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = scene.login();
      RtmChannel channel = scene.client.createChannel("room", null);
      channel.join(scene.events.answer("join"));
      connection.refuse(connection.nextRequest(), 8, "same channel too often");
      scene.events.expect("join failed 8: same channel too often");
      channel.leave(scene.events.answer("leave"));
      scene.events.expect("leave failed 3: not in channel room");
    }
  }

  @Test
  void joinWithoutAnswerIsTakenBack() throws IOException {
    try (Scene scene = new Scene(20)) {
      FakeServer.Connection connection = scene.login();
      scene.client.createChannel("room", scene.events).join(scene.events.answer("join"));
      assertThat(connection.nextRequest().hasJoin()).isTrue();
      scene.events.expect("join failed 4: the server did not answer for 250 ms");
      assertThat(connection.nextRequest().getLeave().getChannelId()).isEqualTo("room");
    }
  }

  @Test
  void leavesAndTellsNoMore() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = scene.login();
      RtmChannel channel = scene.join(connection, "room");
      channel.leave(scene.events.answer("leave"));
      // Right behind the leave: the server takes them in this order.
      channel.join(scene.events.answer("join"));
      Request leave = connection.nextRequest();
      assertThat(leave.hasLeave()).isTrue();
      Request join = connection.nextRequest();
      connection.push(Scene.publication(11, "too late"));
      connection.ok(leave);
      Scene.replyJoin(connection, join, 20);
      connection.push(Scene.publication(21, "back"));
      scene.events.expect("leave ok", "join ok", "count 2", "bob in room: back");
    }
  }

  @Test
  void listsMembers() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = scene.login();
      scene.join(connection, "room").getMembers(scene.events.answer("members"));
      connection.reply(
          connection.nextRequest(),
          Reply.newBuilder().setMembers(MembersReply.newBuilder().addUserIds("a").addUserIds("b")));
      scene.events.expect("members ok [a in room, b in room]");
    }
  }

  @Test
  void keepsTheNumberOfChannels() throws IOException {
    try (Scene scene = new Scene()) {
      scene.client.login("token", "alice", null);
      FakeServer.Connection connection = scene.server.accept();
      connection.replyLogin(
          connection.nextRequest(),
          LoginReply.newBuilder().setLimits(ClientLimits.newBuilder().setChannelsJoined(1)));
      scene.events.expect("state 2/1", "state 3/2");
      scene.join(connection, "room");
      scene.client.createChannel("other", null).join(scene.events.answer("join"));
      scene.events.expect("join failed 5: already in 1 channels, the most that are allowed");
    }
  }

  @Test
  void newestHandleHearsAndReleasesTheChannel() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = scene.login();
      RtmChannel old = scene.client.createChannel("room", null);
      old.join(scene.events.answer("join"));
      Scene.replyJoin(connection, connection.nextRequest(), 10);
      scene.events.expect("join ok");
      RtmChannel current = scene.client.createChannel("room", scene.events);
      old.release();
      old.join(scene.events.answer("join"));
      scene.events.expect("join failed 101: the channel was released");
      connection.push(Scene.publication(11, "hello"));
      scene.events.expect("bob in room: hello");
      current.release();
      current.release();
      assertThat(connection.nextRequest().hasLeave()).isTrue();
    }
  }

  private static Push event(long offset) {
    return Push.newBuilder()
        .setPublication(publication(offset).setJoined(MemberJoined.newBuilder().setUserId("carol")))
        .build();
  }

  private static Publication.Builder publication(long offset) {
    return Publication.newBuilder().setChannelId("room").setOffset(offset);
  }

  private static Push.Builder count(int count) {
    return Push.newBuilder()
        .setMemberCount(MemberCountPush.newBuilder().setChannelId("room").setMemberCount(count));
  }
}
