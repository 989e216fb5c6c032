package io.rtmkit.server.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.rtmkit.protocol.v1.Content;
import io.rtmkit.protocol.v1.MessageType;
import io.rtmkit.protocol.v1.PeerMessagePush;
import io.rtmkit.protocol.v1.Push;
import io.rtmkit.protocol.v1.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written by hand has the bytes that the generated encoders write. */
class HotFramesTest {
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 127, 128, 300_000, Long.MAX_VALUE, -1})
  void replies(long requestId) {
    Reply reply = Reply.newBuilder().setRequestId(requestId).build();

    assertThat(HotFrames.ok(requestId)).isEqualTo(Wire.encode(reply));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 60, 126, 128, 16_383, 32_768})
  void peerMessagesOfAnySize(int bytes) {
    Content content =
        Content.newBuilder()
            .setType(MessageType.MESSAGE_TYPE_RAW)
            .setPayload(ByteString.copyFrom(new byte[bytes]))
            .setDescription("a picture, 图")
            .build();

    assertSame(7, -3, "bob", content);
  }

  @Test
  void peerMessagesWithNumbersAtTheirLimits() {
    Content empty = Content.getDefaultInstance();
    assertSame(1, 1, "b", empty);
    assertSame(Long.MAX_VALUE, Long.MIN_VALUE, "ж".repeat(32), empty);
    assertSame(-1, Long.MAX_VALUE, "x".repeat(64), empty);
  }

  private static void assertSame(
      long inboxOffset, long messageId, String senderId, Content content) {
    PeerMessagePush message =
        PeerMessagePush.newBuilder()
            .setMessageId(messageId)
            .setPeerId(senderId)
            .setContent(content)
            .setServerReceivedMs(1_764_000_000_123L)
            .build();
    Push push = Push.newBuilder().setInboxOffset(inboxOffset).setPeerMessage(message).build();

    assertThat(HotFrames.peerMessage(inboxOffset, messageId, senderId, content, 1_764_000_000_123L))
        .isEqualTo(Wire.encode(push));
  }
}
