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

  // The object that was copied, for receipts.
  private final @Nullable RtmMessage original;
  private final Content content;
  private final boolean offline;
  private final boolean historical;
  private final boolean receipts;

  private OutgoingMessage(@Nullable RtmMessage message, SendMessageOptions options) {
    original = message;
    content = message == null ? Content.getDefaultInstance() : toContent(message);
    offline = options.enableOfflineMessaging;
    historical = options.enableHistoricalMessaging;
    receipts = options.enableDeliveryReceipts;
  }

  static OutgoingMessage of(@Nullable RtmMessage message, @Nullable SendMessageOptions options) {
    return new OutgoingMessage(message, options == null ? new SendMessageOptions() : options);
  }

  /** The message that the application wants receipts of, or null if it wants none. */
  @Nullable RtmMessage forReceipts() {
    return receipts ? original : null;
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
    if (original == null) {
      return "message: is null";
    }
    MessageType type = content.getType();
    boolean sendable =
        type == MessageType.MESSAGE_TYPE_TEXT || type == MessageType.MESSAGE_TYPE_RAW;
    if (size() == 0 && (sendable || type == MessageType.MESSAGE_TYPE_UNDEFINED)) {
      return "message: is empty";
    }
    if (!sendable) {
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
        .setEnableHistoricalMessaging(historical)
        .setDeliveryReceipts(receipts);
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
