package io.rtmkit.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.protocol.v1.Ack;
import io.rtmkit.protocol.v1.Attribute;
import io.rtmkit.protocol.v1.AttributeWrite;
import io.rtmkit.protocol.v1.ChannelAck;
import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.protocol.v1.DeliveryReceiptPush;
import io.rtmkit.protocol.v1.Envelope;
import io.rtmkit.protocol.v1.LockAction;
import io.rtmkit.protocol.v1.LockRequest;
import io.rtmkit.protocol.v1.PublishReply;
import io.rtmkit.protocol.v1.Push;
import io.rtmkit.protocol.v1.ReadUserAttributesRequest;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.protocol.v1.Request;
import io.rtmkit.protocol.v1.WriteChannelAttributesRequest;
import io.rtmkit.protocol.v1.WriteUserAttributesRequest;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Attributes, locks and delivery receipts on the wire. */
class AttributesIT {
  private static AttributeWrite.Builder write(long operationId) {
    return AttributeWrite.newBuilder()
        .setOperationId(operationId)
        .addAttributes(Attribute.newBuilder().setKey("k").setValue("v"));
  }

  private static Request.Builder toUser(long operationId) {
    return Request.newBuilder()
        .setWriteUserAttributes(
            WriteUserAttributesRequest.newBuilder().setWrite(write(operationId)));
  }

  private static Request.Builder toRoom(long operationId) {
    return Request.newBuilder()
        .setWriteChannelAttributes(
            WriteChannelAttributesRequest.newBuilder()
                .setChannelId("room")
                .setWrite(write(operationId))
                .setLockName("L")
                .setNotifyMembers(true));
  }

  private static Request.Builder lock(LockAction action) {
    return Request.newBuilder()
        .setLock(
            LockRequest.newBuilder()
                .setChannelId("room")
                .setLockName("L")
                .setAction(action)
                .setTtlMs(10_000));
  }

  private static Request.Builder readUser(String userId) {
    return Request.newBuilder()
        .setReadUserAttributes(ReadUserAttributesRequest.newBuilder().setUserId(userId));
  }

  private static Push waitFor(WireClient client, Predicate<Push> wanted) {
    Push push = client.push();
    while (!wanted.test(push)) {
      push = client.push();
    }
    return push;
  }

  @Test
  void attributesOfAUserLastAsLongAsItsSession() {
    try (TestServer server = TestServer.start();
        WireClient bob = WireClient.login(server, "bob")) {
      try (WireClient alice = WireClient.login(server, "alice")) {
        Reply written = alice.call(toUser(1));
        assertThat(written.getAttributesWritten().getRevision()).isPositive();
        Reply read = bob.call(readUser("alice"));
        assertThat(read.getUserAttributes().getAttributes(0).getValue()).isEqualTo("v");
      }
      try (WireClient again = WireClient.login(server, "alice")) {
        assertThat(again.call(readUser("alice")).getUserAttributes().getAttributesList()).isEmpty();
      }
      assertThat(bob.call(readUser("nobody")).getCode()).isEqualTo(6);
    }
  }

  @Test
  void aWriteSentAgainIsFreeOfItsBudget() {
    try (TestServer server = TestServer.start(Map.of("rates.write-user-attributes", "1/1h"));
        WireClient alice = WireClient.login(server, "alice")) {
      Reply first = alice.call(toUser(1));
      for (int i = 0; i < 5; i++) {
        assertThat(alice.call(toUser(1).setResent(true)).getAttributesWritten())
            .isEqualTo(first.getAttributesWritten());
      }
      Reply tooOften = alice.call(toUser(2).setResent(true));
      assertThat(tooOften.getCode()).isEqualTo(5);
      assertThat(tooOften.getRetryAfterMs()).isPositive();
    }
  }

  @Test
  void membersAreToldOfAttributesAndLocks() {
    try (TestServer server = TestServer.start();
        WireClient alice = WireClient.login(server, "alice");
        WireClient bob = WireClient.login(server, "bob")) {
      alice.join("room");
      assertThat(bob.call(toRoom(1)).getCode()).isEqualTo(202);
      assertThat(bob.call(lock(LockAction.LOCK_ACTION_ACQUIRE)).getLock().hasLock()).isTrue();
      Reply written = bob.call(toRoom(2));
      assertThat(written.getCode()).as(written.getReason()).isZero();
      Push locks = waitFor(alice, Push::hasChannelLocks);
      assertThat(locks.getChannelLocks().getLocks(0).getOwnerId()).isEqualTo("bob");
      Push attributes = waitFor(alice, Push::hasChannelAttributes);
      assertThat(attributes.getChannelAttributes().getRevision())
          .isEqualTo(written.getAttributesWritten().getRevision());
      assertThat(bob.join("room").getJoin().getAttributesRevision())
          .isEqualTo(written.getAttributesWritten().getRevision());
    }
  }

  @Test
  void theSenderLearnsWhoseClientsHaveItsMessage() {
    try (TestServer server = TestServer.start();
        WireClient alice = WireClient.login(server, "alice");
        WireClient bob = WireClient.login(server, "bob")) {
      alice.join("room");
      bob.join("room");
      Request.Builder message = WireClient.toChannel("room", "hello");
      message.getPublishBuilder().setDeliveryReceipts(true);
      PublishReply published = alice.call(message).getPublish();
      assertThat(published.getReceiptsExpected()).isEqualTo(1);
      assertThat(alice.call(message.setResent(true)).getPublish()).isEqualTo(published);
      Push got = waitFor(bob, p -> p.getPublication().hasMessage());
      assertThat(got.getPublication().getMessage().getAcknowledge()).isTrue();
      bob.send(ack("room", got.getPublication().getOffset()));
      Push receipt = waitFor(alice, Push::hasDeliveryReceipt);
      assertThat(receipt.getInboxOffset()).isEqualTo(1);
      DeliveryReceiptPush body = receipt.getDeliveryReceipt();
      assertThat(body.getUserIdsList()).containsExactly("bob");
      assertThat(body.getMessageId()).isEqualTo(message.getPublish().getMessageId());
      assertThat(body.getComplete()).isTrue();
    }
  }

  @Test
  void acksThatNobodyWaitsForAreFramesLikeOthers() {
    try (TestServer server = TestServer.start(Map.of("rates.frames", "20/1h"));
        WireClient alice = WireClient.login(server, "alice")) {
      alice.join("room");
      for (int i = 0; i < 19; i++) { // with the login and the join one more than allowed
        alice.send(ack(i % 2 == 0 ? "room" : "other", 1));
      }
      assertThat(alice.closeCode()).isEqualTo(CloseCode.CLOSE_CODE_TOO_MANY_REQUESTS);
    }
  }

  private static Envelope ack(String channelId, long offset) {
    ChannelAck.Builder channel = ChannelAck.newBuilder().setChannelId(channelId).setOffset(offset);
    return Envelope.newBuilder().setAck(Ack.newBuilder().addChannels(channel)).build();
  }
}
