package io.rtmkit.client.internal;

import com.google.protobuf.ByteString;
import io.rtmkit.client.RtmMessage;
import io.rtmkit.client.RtmMessageType;
import io.rtmkit.client.SendMessageOptions;
import io.rtmkit.protocol.Limits;
import io.rtmkit.protocol.v1.Content;
import io.rtmkit.protocol.v1.MessageType;
import io.rtmkit.protocol.v1.PeerMessageRequest;
import io.rtmkit.protocol.v1.PublishRequest;
import org.jspecify.annotations.Nullable;

/** A copy of a message and its options, made when the application sends it. Immutable. */
final class OutgoingMessage {
  // Of a message far beyond every limit only the size matters.
  private static final int MAX_WEIGHT = Limits.CLIENT_FRAME_BYTES;

  private final Content content;
  private final boolean missing;
  private final boolean offline;
  private final boolean historical;

  private OutgoingMessage(Content content, boolean missing, boolean offline, boolean historical) {
    this.content = content;
    this.missing = missing;
    this.offline = offline;
    this.historical = historical;
  }

  static OutgoingMessage of(@Nullable RtmMessage message, @Nullable SendMessageOptions options) {
    return new OutgoingMessage(
        message == null ? Content.getDefaultInstance() : toContent(message),
        message == null,
        options != null && options.enableOfflineMessaging,
        options != null && options.enableHistoricalMessaging);
  }

  /** Bytes that count against the limit: payload and description. */
  int size() {
    return content.getPayload().size() + content.getDescriptionBytes().size();
  }

  /** Bytes to reckon with while the message waits. */
  int weight() {
    return Math.min(size(), MAX_WEIGHT);
  }

  /** What is wrong with the message, or null. */
  @Nullable String findProblem(int maxBytes) {
    if (missing) {
      return "message: is null";
    }
    MessageType type = content.getType();
    if (size() == 0) {
      return "message: is empty";
    }
    if (type != MessageType.MESSAGE_TYPE_TEXT && type != MessageType.MESSAGE_TYPE_RAW) {
      return "message: type " + content.getTypeValue() + " cannot be sent, only text and raw";
    }
    if (size() > maxBytes) {
      return "message: has " + size() + " bytes, at most " + maxBytes + " are allowed";
    }
    return null;
  }

  PeerMessageRequest.Builder toPeer(long messageId, String peerId) {
    return PeerMessageRequest.newBuilder()
        .setMessageId(messageId)
        .setPeerId(peerId)
        .setContent(content)
        .setEnableOfflineMessaging(offline)
        .setEnableHistoricalMessaging(historical);
  }

  PublishRequest.Builder toPublish(long messageId, String channelId) {
    return PublishRequest.newBuilder()
        .setMessageId(messageId)
        .setChannelId(channelId)
        .setContent(content)
        .setEnableOfflineMessaging(offline)
        .setEnableHistoricalMessaging(historical);
  }

  private static Content toContent(RtmMessage message) {
    Content.Builder content = Content.newBuilder().setTypeValue(message.getMessageType());
    if (message.getMessageType() == RtmMessageType.RAW) {
      content.setPayload(ByteString.copyFrom(message.getRawMessage()));
      content.setDescription(message.getText());
    } else {
      content.setPayload(ByteString.copyFromUtf8(message.getText()));
    }
    return content.build();
  }
}
