package io.rtmkit.server.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.protocol.v1.Attribute;
import io.rtmkit.protocol.v1.AttributeWrite;
import io.rtmkit.protocol.v1.ReadChannelAttributesRequest;
import io.rtmkit.protocol.v1.ReadUserAttributesRequest;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.protocol.v1.Request;
import io.rtmkit.protocol.v1.WriteChannelAttributesRequest;
import io.rtmkit.protocol.v1.WriteUserAttributesRequest;
import io.rtmkit.server.core.TestDomain;
import io.rtmkit.server.core.attribute.LocalUserAttributes;
import io.rtmkit.server.core.channel.LocalChannels;
import io.rtmkit.server.core.session.Session;
import org.junit.jupiter.api.Test;

/** Requests about attributes: ids, codes, and that a write sent again is done once. */
class AttributeHandlerTest {
  private final TestDomain domain = new TestDomain();
  private final Session alice = domain.login("alice");
  private final AttributeHandler handler =
      new AttributeHandler(
          new LocalUserAttributes(domain.userAttributes), new LocalChannels(domain.channels));

  private Reply ask(RequestHandler to, Request.Builder request) {
    return Calls.ask(to, alice, request);
  }

  private static AttributeWrite.Builder write(long operationId, String value) {
    return AttributeWrite.newBuilder()
        .setOperationId(operationId)
        .addAttributes(Attribute.newBuilder().setKey("k").setValue(value));
  }

  private static Request.Builder toUser(AttributeWrite.Builder write) {
    return Request.newBuilder()
        .setWriteUserAttributes(WriteUserAttributesRequest.newBuilder().setWrite(write));
  }

  private static Request.Builder toChannel(String channelId, AttributeWrite.Builder write) {
    return Request.newBuilder()
        .setWriteChannelAttributes(
            WriteChannelAttributesRequest.newBuilder().setChannelId(channelId).setWrite(write));
  }

  private Reply readUser(String userId) {
    return ask(
        handler::readUser,
        Request.newBuilder()
            .setReadUserAttributes(ReadUserAttributesRequest.newBuilder().setUserId(userId)));
  }

  private Reply readChannel(String channelId) {
    return ask(
        handler::readChannel,
        Request.newBuilder()
            .setReadChannelAttributes(
                ReadChannelAttributesRequest.newBuilder().setChannelId(channelId)));
  }

  @Test
  void aUserWriteSentAgainIsDoneOnceAndAnsweredAgain() {
    Reply first = ask(handler::writeUser, toUser(write(7, "1")));
    assertThat(first.getCode()).isZero();
    ask(handler::writeUser, toUser(write(8, "2")));
    Request.Builder again = toUser(write(7, "1")).setResent(true);
    assertThat(handler.isUserWriteKnown(alice, again.build())).isTrue();
    assertThat(ask(handler::writeUser, again).getAttributesWritten())
        .isEqualTo(first.getAttributesWritten());
    assertThat(readUser("alice").getUserAttributes().getAttributes(0).getValue()).isEqualTo("2");
    Request.Builder unknown = toUser(write(9, "3")).setResent(true);
    assertThat(handler.isUserWriteKnown(alice, unknown.build())).isFalse();
    ask(handler::writeUser, unknown);
    assertThat(readUser("alice").getUserAttributes().getAttributes(0).getValue()).isEqualTo("3");
  }

  @Test
  void aChannelWriteSentAgainIsDoneOnceAndItsRefusalRemembered() {
    Request.Builder conflicting = toChannel("room", write(7, "1").setExpectedRevision(5));
    Reply first = ask(handler::writeChannel, conflicting);
    assertThat(first.getCode()).isEqualTo(201);
    long revision =
        ask(handler::writeChannel, toChannel("room", write(8, "2")))
            .getAttributesWritten()
            .getRevision();
    Request.Builder again =
        toChannel("room", write(7, "1").setExpectedRevision(revision)).setResent(true);
    assertThat(handler.isChannelWriteKnown(alice, again.build())).isTrue();
    Reply second = ask(handler::writeChannel, again);
    assertThat(second.getCode()).isEqualTo(201);
    assertThat(second.getReason()).isEqualTo(first.getReason()).isNotEmpty();
    assertThat(readChannel("room").getChannelAttributes().getRevision()).isEqualTo(revision);
  }

  @Test
  void badIdsAreNamed() {
    assertThat(readUser("nul/l").getReason()).contains("userId");
    assertThat(readUser("").getCode()).isEqualTo(3);
    assertThat(readChannel("").getCode()).isEqualTo(3);
    Reply refused = ask(handler::writeChannel, toChannel("ro/om", write(1, "1")));
    assertThat(refused.getCode()).isEqualTo(3);
    assertThat(refused.getReason()).contains("channelId");
  }

  @Test
  void whoIsNotThereIsNotFound() {
    assertThat(readUser("bob").getCode()).isEqualTo(6);
    assertThat(readUser("bob").getReason()).contains("userId", "bob");
    assertThat(readUser("alice").getCode()).isZero();
    assertThat(readChannel("nowhere").getChannelAttributes().getChannelId()).isEqualTo("nowhere");
  }
}
