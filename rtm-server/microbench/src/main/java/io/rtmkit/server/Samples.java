package io.rtmkit.server;

import com.google.protobuf.ByteString;
import io.rtmkit.protocol.v1.ChannelMessage;
import io.rtmkit.protocol.v1.Content;
import io.rtmkit.protocol.v1.MessageType;
import io.rtmkit.protocol.v1.PeerMessageRequest;
import io.rtmkit.protocol.v1.Publication;
import io.rtmkit.protocol.v1.PublishRequest;
import io.rtmkit.protocol.v1.Request;

/** What clients say in the benchmarks: text messages of 128 bytes. Stateless. */
public final class Samples {
  public static final String APP = "0123456789abcdef0123456789abcdef";
  public static final String CHANNEL = "room-0001";
  public static final String PEER = "user-00002";

  private static final int PAYLOAD_BYTES = 128;

  private Samples() {}

  public static Request request(Request.Builder body) {
    return body.setRequestId(4711).build();
  }

  public static PublishRequest publish() {
    return PublishRequest.newBuilder()
        .setMessageId(4711)
        .setChannelId(CHANNEL)
        .setContent(text())
        .build();
  }

  public static PeerMessageRequest peerMessage() {
    return PeerMessageRequest.newBuilder()
        .setMessageId(4711)
        .setPeerId(PEER)
        .setContent(text())
        .build();
  }

  /** The event that a channel makes of {@link #publish}. */
  public static Publication publication() {
    return Publication.newBuilder()
        .setChannelId(CHANNEL)
        .setOffset(123_456)
        .setMessage(
            ChannelMessage.newBuilder()
                .setMessageId(4711)
                .setUserId("user-00001")
                .setContent(text())
                .setServerReceivedMs(1_700_000_000_000L))
        .build();
  }

  private static Content text() {
    return Content.newBuilder()
        .setType(MessageType.MESSAGE_TYPE_TEXT)
        .setPayload(ByteString.copyFromUtf8("x".repeat(PAYLOAD_BYTES)))
        .build();
  }
}
