package io.rtmkit.client.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.client.RtmChannel;
import io.rtmkit.client.RtmDeliveryReceipt;
import io.rtmkit.client.RtmMessage;
import io.rtmkit.client.SendMessageOptions;
import io.rtmkit.protocol.v1.Ack;
import io.rtmkit.protocol.v1.ChannelAck;
import io.rtmkit.protocol.v1.ChannelRecovery;
import io.rtmkit.protocol.v1.DeliveryReceiptPush;
import io.rtmkit.protocol.v1.LoginReply;
import io.rtmkit.protocol.v1.PublishReply;
import io.rtmkit.protocol.v1.Push;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.protocol.v1.Request;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who has a channel message: asking, being told, and acknowledging. */
class DeliveryReceiptTest {
  @Test
  void receiptsAddUp() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = scene.login();
      RtmChannel channel = scene.join(connection, "room");
      Request publish = send(scene, channel, connection, "hi");
      assertThat(publish.getPublish().getDeliveryReceipts()).isTrue();
      answer(connection, publish, 3);
      long id = publish.getPublish().getMessageId();
      connection.push(receipt(1, id, 2, "bob"));
      assertThat(connection.nextAck().getInboxOffset()).isEqualTo(1);
      connection.push(receipt(1, id, 2, "bob"), receipt(2, id, 0, "carol", "bob"));
      assertThat(connection.nextAck().getInboxOffset()).isEqualTo(2);
      connection.push(receipt(3, id, 0, "late"), receipt(4, 99, 1, "unknown"));
      scene.events.expect(
          "send ok",
          "hi delivered to [bob], 2 waiting",
          "hi delivered to [bob, carol], 0 waiting, complete");
      assertThat(connection.nextAck().getInboxOffset()).isEqualTo(4);
      assertThat(scene.events.rest()).isEmpty();
    }
  }

  @Test
  void receiptHasTheVeryMessage() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = scene.login();
      RtmChannel channel = scene.join(connection, "room");
      RtmMessage message = scene.text("hi");
      channel.sendMessage(message, wanted(), null);
      answer(connection, connection.nextRequest(), 0);
      scene.events.expect("hi delivered to [], 0 waiting, complete");
      RtmDeliveryReceipt receipt = scene.events.lastReceipt();
      assertThat(receipt.getMessage()).isSameAs(message);
      assertThat(receipt.getChannelId()).isEqualTo("room");
      assertThat(receipt.getDeliveredTo()).isEmpty();
      assertThat(receipt.getWaiting()).isZero();
      assertThat(receipt.isComplete()).isTrue();
    }
  }

  @Test
  void nobodyToWaitForIsToldAfterTheSuccess() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = scene.login();
      RtmChannel channel = scene.join(connection, "room");
      answer(connection, send(scene, channel, connection, "alone"), 0);
      scene.events.expect("send ok", "alone delivered to [], 0 waiting, complete");
      channel.sendMessage(scene.text("without"), scene.events.answer("send"));
      Request publish = connection.nextRequest();
      assertThat(publish.getPublish().getDeliveryReceipts()).isFalse();
      answer(connection, publish, 0);
      scene.events.expect("send ok");
      connection.refuse(send(scene, channel, connection, "refused"), 3, "too often");
      scene.events.expect("send failed 3: too often");
      scene.expectNothingBefore(connection);
      assertThat(scene.events.rest()).isEmpty();
    }
  }

  @Test
  void receiptMayOvertakeTheReply() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = scene.login();
      RtmChannel channel = scene.join(connection, "room");
      Request publish = send(scene, channel, connection, "hi");
      connection.push(receipt(1, publish.getPublish().getMessageId(), 0, "bob"));
      answer(connection, publish, 1);
      scene.events.expect("hi delivered to [bob], 0 waiting, complete", "send ok");
      scene.loseSession(connection);
      assertThat(scene.events.rest()).isEmpty();
    }
  }

  @Test
  void lostSessionClosesWhatWasSent() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = scene.login();
      RtmChannel channel = scene.join(connection, "room");
      Request first = send(scene, channel, connection, "first");
      answer(connection, first, 2);
      connection.push(receipt(1, first.getPublish().getMessageId(), 1, "bob"));
      scene.events.expect("send ok", "first delivered to [bob], 1 waiting");
      connection.nextAck();
      Request second = send(scene, channel, connection, "second");
      connection = scene.loseSession(connection);
      scene.events.expect("first delivered to [bob], 0 waiting, complete");
      connection.reply(
          connection.nextRequest(),
          Reply.newBuilder()
              .setJoin(Scene.joined(10).setRecovery(ChannelRecovery.getDefaultInstance())));
      assertThat(connection.nextRequest().getPublish()).isEqualTo(second.getPublish());
      answer(connection, second, 1);
      connection.push(receipt(1, second.getPublish().getMessageId(), 0, "bob"));
      scene.events.expect("send ok", "second delivered to [bob], 0 waiting, complete");
    }
  }

  @Test
  void leavingEndsThem() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = scene.login();
      RtmChannel channel = scene.join(connection, "room");
      Request publish = send(scene, channel, connection, "hi");
      answer(connection, publish, 1);
      channel.leave(scene.events.answer("leave"));
      connection.ok(connection.nextRequest());
      connection.push(receipt(1, publish.getPublish().getMessageId(), 0, "bob"));
      scene.events.expect("send ok", "leave ok");
      connection.nextAck();
      scene.expectNothingBefore(connection);
      assertThat(scene.events.rest()).isEmpty();
    }
  }

  @Test
  void oldestIsForgottenWhenTooManyAreOpen() {
    List<String> told = new ArrayList<>();
    DeliveryReceipts receipts =
        new DeliveryReceipts("room", (bytes, receipt) -> told.add(receipt.toString()));
    for (int i = 0; i <= DeliveryReceipts.CAPACITY; i++) {
      receipts.onSending(i, new Message());
      receipts.onSent(i, 1);
    }
    receipts.onPush(receipt(1, 0, 0, "forgotten").getDeliveryReceipt());
    receipts.onPush(receipt(1, 1, 0, "bob").getDeliveryReceipt());
    assertThat(told).containsExactly("delivered to [bob], 0 waiting, complete");
  }

  @Test
  void acknowledgesOnceForAllThatOneReadBrought() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = scene.login();
      scene.join(connection, "room");
      connection.push(wanting(11, "a"), Scene.publication(12, "b"));
      assertThat(connection.nextAck()).isEqualTo(ack(0, 11));
      connection.push(wanting(13, "c"), Scene.peerMessage(1, 5, "p"), wanting(14, "d"));
      assertThat(connection.nextAck()).isEqualTo(ack(1, 14));
      // Come again, not told again: the ack may have been lost.
      connection.push(wanting(13, "c"));
      assertThat(connection.nextAck()).isEqualTo(ack(0, 13));
      connection.push(Scene.publication(15, "e"));
      scene.events.expect(
          "bob in room: a",
          "bob in room: b",
          "bob in room: c",
          "bob: p",
          "bob in room: d",
          "bob in room: e");
      connection =
          scene.comeBack(
              connection,
              LoginReply.newBuilder()
                  .setResumed(true)
                  .addChannels(ChannelRecovery.newBuilder().setChannelId("room")));
      connection.push(wanting(16, "f"));
      assertThat(connection.nextAck()).isEqualTo(ack(0, 16));
    }
  }

  private static Ack ack(long inboxOffset, long channelOffset) {
    return Ack.newBuilder()
        .setInboxOffset(inboxOffset)
        .addChannels(ChannelAck.newBuilder().setChannelId("room").setOffset(channelOffset))
        .build();
  }

  private static Request send(
      Scene scene, RtmChannel channel, FakeServer.Connection connection, String text)
      throws IOException {
    channel.sendMessage(scene.text(text), wanted(), scene.events.answer("send"));
    return connection.nextRequest();
  }

  private static SendMessageOptions wanted() {
    SendMessageOptions options = new SendMessageOptions();
    options.enableDeliveryReceipts = true;
    return options;
  }

  private static void answer(FakeServer.Connection connection, Request publish, int expected)
      throws IOException {
    connection.reply(
        publish,
        Reply.newBuilder()
            .setPublish(PublishReply.newBuilder().setOffset(11).setReceiptsExpected(expected)));
  }

  /** A receipt, complete if nobody is waited for. */
  private static Push.Builder receipt(
      long inboxOffset, long messageId, int waiting, String... users) {
    return Push.newBuilder()
        .setInboxOffset(inboxOffset)
        .setDeliveryReceipt(
            DeliveryReceiptPush.newBuilder()
                .setChannelId("room")
                .setMessageId(messageId)
                .addAllUserIds(List.of(users))
                .setWaiting(waiting)
                .setComplete(waiting == 0));
  }

  private static Push.Builder wanting(long offset, String text) {
    Push.Builder push = Scene.publication(offset, text);
    push.getPublicationBuilder().getMessageBuilder().setAcknowledge(true);
    return push;
  }
}
