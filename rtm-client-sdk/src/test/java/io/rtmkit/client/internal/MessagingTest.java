package io.rtmkit.client.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.client.RtmMessage;
import io.rtmkit.client.RtmMessageType;
import io.rtmkit.client.SendMessageOptions;
import io.rtmkit.protocol.v1.ChannelMemberCount;
import io.rtmkit.protocol.v1.ClientLimits;
import io.rtmkit.protocol.v1.Envelope;
import io.rtmkit.protocol.v1.LoginReply;
import io.rtmkit.protocol.v1.MemberCountsReply;
import io.rtmkit.protocol.v1.MessageType;
import io.rtmkit.protocol.v1.PeerMessageRequest;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.protocol.v1.Request;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Peer messages, their checks, the inbox, and the window of unanswered requests. */
class MessagingTest {
  @Test
  void sendsTextAndRawMessages() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = scene.login();
      SendMessageOptions options = new SendMessageOptions();
      options.enableOfflineMessaging = true;
      options.enableHistoricalMessaging = true;
      RtmMessage message = scene.text("hi");
      scene.client.sendMessageToPeer("bob", message, options, scene.events.answer("text"));
      // The content was copied: the object may be used again at once.
      message.setText("something else");
      RtmMessage raw = scene.client.createMessage(new byte[] {1, 2}, "two bytes");
      scene.client.sendMessageToPeer("bob", raw, scene.events.answer("raw"));
      Request first = connection.nextRequest();
      PeerMessageRequest text = first.getPeerMessage();
      assertThat(text.getPeerId()).isEqualTo("bob");
      assertThat(text.getContent()).isEqualTo(Scene.content("hi"));
      assertThat(text.getEnableOfflineMessaging()).isTrue();
      assertThat(text.getEnableHistoricalMessaging()).isTrue();
      Request second = connection.nextRequest();
      PeerMessageRequest bytes = second.getPeerMessage();
      assertThat(bytes.getContent().getType()).isEqualTo(MessageType.MESSAGE_TYPE_RAW);
      assertThat(bytes.getContent().getPayload().toByteArray()).containsExactly(1, 2);
      assertThat(bytes.getContent().getDescription()).isEqualTo("two bytes");
      assertThat(bytes.getMessageId()).isEqualTo(text.getMessageId() + 1);
      connection.refuse(first, 4, "kept for later");
      connection.ok(second);
      scene.events.expect("text failed 4: kept for later", "raw ok");
    }
  }

  @Test
  void checksBeforeSending() throws IOException {
    try (Scene scene = new Scene()) {
      scene.client.sendMessageToPeer("bob", scene.text("x"), scene.events.answer("early"));
      scene.events.expect("early failed 102: not logged in");
      scene.login();
      scene.client.sendMessageToPeer("b*b", scene.text("x"), null, scene.events.answer("id"));
      scene.client.sendMessageToPeer("bob", null, null, scene.events.answer("null"));
      scene.client.sendMessageToPeer("bob", scene.client.createMessage(), scene.events.answer("0"));
      scene.client.sendMessageToPeer(
          "bob", scene.text("ä".repeat(16_385)), scene.events.answer("size"));
      scene.events.expect(
          "id failed 6: peerId: character 2 is not allowed ('*')",
          "null failed 7: message: is null",
          "0 failed 7: message: is empty",
          "size failed 7: message: has 32770 bytes, at most 32768 are allowed");
    }
  }

  @Test
  void sendTimesOut() throws IOException {
    try (Scene scene = new Scene(20)) {
      scene.login();
      scene.client.sendMessageToPeer("bob", scene.text("x"), scene.events.answer("send"));
      scene.events.expect("send failed 2: the server did not answer for 500 ms");
    }
  }

  @Test
  void tellsEachMessageOnceAndAcknowledgesEachReadOnce() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = scene.login();
      connection.push(
          Scene.peerMessage(1, 5, "one"),
          Scene.peerMessage(2, 6, "two"),
          Scene.peerMessage(2, 6, "the same push again"),
          Scene.peerMessage(3, 5, "sent again under its old id"));
      assertThat(ackOf(connection.next())).isEqualTo(3);
      scene.events.expect("bob: one", "bob: two");
      connection.push(Scene.peerMessage(4, 7, "four"));
      assertThat(ackOf(connection.next())).isEqualTo(4);
      scene.events.expect("bob: four");
    }
  }

  @Test
  void keepsTheWindowThatTheServerNames() throws IOException {
    try (Scene scene = new Scene()) {
      scene.client.login("token", "alice", null);
      FakeServer.Connection connection = scene.server.accept();
      connection.replyLogin(
          connection.nextRequest(),
          LoginReply.newBuilder().setLimits(ClientLimits.newBuilder().setRequestsInFlight(2)));
      scene.events.expect("state 2/1", "state 3/2");
      for (int i = 0; i < 5; i++) {
        scene.client.sendMessageToPeer("bob", scene.text("m" + i), null);
      }
      Request first = connection.nextRequest();
      connection.nextRequest();
      connection.socket.setSoTimeout(100);
      assertThat(catchTimeout(connection)).isTrue();
      connection.socket.setSoTimeout(FakeServer.WAIT_MS);
      connection.ok(first);
      assertThat(connection.nextRequest().getPeerMessage().getContent())
          .isEqualTo(Scene.content("m2"));
    }
  }

  @Test
  void countsMembers() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = scene.login();
      scene.client.getChannelMemberCount(List.of("a", "b"), scene.events.answer("counts"));
      Request request = connection.nextRequest();
      assertThat(request.getMemberCounts().getChannelIdsList()).containsExactly("a", "b");
      connection.reply(
          request,
          Reply.newBuilder()
              .setMemberCounts(
                  MemberCountsReply.newBuilder()
                      .addCounts(
                          ChannelMemberCount.newBuilder().setChannelId("a").setMemberCount(7))
                      .addCounts(ChannelMemberCount.newBuilder().setChannelId("b"))));
      scene.events.expect("counts ok [a=7, b=0]");
      scene.client.getChannelMemberCount(null, scene.events.answer("null"));
      scene.client.getChannelMemberCount(List.of("a", ""), scene.events.answer("empty"));
      scene.client.getChannelMemberCount(
          new ArrayList<>(Collections.nCopies(33, "a")), scene.events.answer("many"));
      scene.events.expect(
          "null failed 2: channelIds: is empty",
          "empty failed 2: channelIds[1]: is empty",
          "many failed 5: channelIds: 33 ids, at most 32");
    }
  }

  @Test
  void messageKnowsItsType() throws IOException {
    try (Scene scene = new Scene()) {
      RtmMessage message = scene.client.createMessage();
      assertThat(message.getMessageType()).isEqualTo(RtmMessageType.UNDEFINED);
      message.setText("text");
      assertThat(message.getMessageType()).isEqualTo(RtmMessageType.TEXT);
      message.setRawMessage(new byte[3]);
      message.setText("description");
      assertThat(message.getMessageType()).isEqualTo(RtmMessageType.RAW);
      assertThat(message.getText()).isEqualTo("description");
      assertThat(message.toString()).doesNotContain("description\"");
    }
  }

  private static long ackOf(Envelope envelope) {
    assertThat(envelope.hasAck()).isTrue();
    return envelope.getAck().getInboxOffset();
  }

  private static boolean catchTimeout(FakeServer.Connection connection) throws IOException {
    try {
      connection.next();
      return false;
    } catch (java.net.SocketTimeoutException e) {
      return true;
    }
  }
}
