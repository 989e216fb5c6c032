package io.rtmkit.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import io.rtmkit.protocol.Frames;
import io.rtmkit.protocol.v1.Ack;
import io.rtmkit.protocol.v1.ChannelAck;
import io.rtmkit.protocol.v1.Content;
import io.rtmkit.protocol.v1.Envelope;
import io.rtmkit.protocol.v1.JoinRequest;
import io.rtmkit.protocol.v1.MessageType;
import io.rtmkit.protocol.v1.PeerMessageRequest;
import io.rtmkit.protocol.v1.PingRequest;
import io.rtmkit.protocol.v1.PublishRequest;
import io.rtmkit.protocol.v1.Request;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is read by hand is what the generated parser reads; whatever is unusual is left to it. */
class HotEnvelopesTest {
  private static final Content CONTENT =
      Content.newBuilder()
          .setType(MessageType.MESSAGE_TYPE_RAW)
          .setPayload(ByteString.copyFromUtf8("hello, 你好"))
          .setDescription("said")
          .build();

  static List<Envelope> hot() {
    return List.of(
        request(Request.newBuilder().setPeerMessage(peerMessage())),
        request(
            Request.newBuilder()
                .setPeerMessage(
                    peerMessage().clearContent().setContent(CONTENT.toBuilder().clearType()))),
        request(
            Request.newBuilder()
                .setPeerMessage(peerMessage().setContent(Content.getDefaultInstance()))),
        request(Request.newBuilder().setPublish(publish())),
        request(Request.newBuilder().setPing(PingRequest.getDefaultInstance())),
        Envelope.newBuilder().setAck(Ack.newBuilder().setInboxOffset(300)).build());
  }

  static List<Envelope> unusual() {
    return List.of(
        Envelope.getDefaultInstance(),
        request(Request.newBuilder()),
        request(Request.newBuilder().setPeerMessage(peerMessage()).setResent(true)),
        request(Request.newBuilder().setPeerMessage(peerMessage().setEnableOfflineMessaging(true))),
        request(Request.newBuilder().setPublish(publish().setDeliveryReceipts(true))),
        request(Request.newBuilder().setJoin(JoinRequest.newBuilder().setChannelId("room"))),
        Envelope.newBuilder().setAck(Ack.getDefaultInstance()).build(),
        Envelope.newBuilder()
            .setAck(Ack.newBuilder().setInboxOffset(1).addChannels(ChannelAck.getDefaultInstance()))
            .build());
  }

  private static Envelope request(Request.Builder request) {
    return Envelope.newBuilder().setRequest(request.setRequestId(1_000)).build();
  }

  private static PeerMessageRequest.Builder peerMessage() {
    return PeerMessageRequest.newBuilder().setMessageId(-5).setPeerId("böb").setContent(CONTENT);
  }

  private static PublishRequest.Builder publish() {
    return PublishRequest.newBuilder().setMessageId(5).setChannelId("room").setContent(CONTENT);
  }

  @ParameterizedTest
  @MethodSource("hot")
  void readsWhatComesMostOften(Envelope envelope) {
    assertThat(HotEnvelopes.find(envelope.toByteArray())).isEqualTo(contentOf(envelope));
  }

  @ParameterizedTest
  @MethodSource("unusual")
  void leavesTheRestToTheParser(Envelope envelope) {
    assertThat(HotEnvelopes.find(envelope.toByteArray())).isNull();
  }

  @Test
  void readsNothingThatTheParserWouldReadOtherwise() {
    Random random = new Random(7);
    int same = 0;
    for (int i = 0; i < 200_000; i++) {
      byte[] bytes = hot().get(random.nextInt(hot().size())).toByteArray();
      for (int changes = random.nextInt(4); changes > 0; changes--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      bytes =
          Arrays.copyOf(
              bytes, random.nextInt(10) == 0 ? random.nextInt(bytes.length + 2) : bytes.length);
      MessageLite found = HotEnvelopes.find(bytes.clone());
      if (found != null) {
        same++;
        assertThat(found).isEqualTo(parse(bytes));
      }
    }
    assertThat(same).isGreaterThan(10_000);
  }

  private static MessageLite contentOf(Envelope envelope) {
    return envelope.hasAck() ? envelope.getAck() : envelope.getRequest();
  }

  private static @Nullable MessageLite parse(byte[] bytes) {
    try {
      return contentOf(Frames.decode(bytes));
    } catch (InvalidProtocolBufferException e) {
      return null;
    }
  }
}
