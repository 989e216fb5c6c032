package io.rtmkit.server.transport;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.MessageLite;
import io.rtmkit.protocol.v1.Ack;
import io.rtmkit.protocol.v1.Content;
import io.rtmkit.protocol.v1.Envelope;
import io.rtmkit.protocol.v1.PeerMessageRequest;
import io.rtmkit.protocol.v1.PingRequest;
import io.rtmkit.protocol.v1.PublishRequest;
import io.rtmkit.protocol.v1.Request;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the envelopes that come most often, without the builders within builders of the generated
 * parser, which take more time than all that is then done with a message. Takes only what every
 * encoder writes, fields in their order and each once; whatever else is left to the generated
 * parser, to which a test holds the results equal. Stateless.
 */
final class HotEnvelopes {
  // Number of the field, and whether a number (0), 8 bytes (1) or a length (2) follows.
  private static final int REQUEST = Envelope.REQUEST_FIELD_NUMBER << 3 | 2;
  private static final int ACK = Envelope.ACK_FIELD_NUMBER << 3 | 2;
  private static final int REQUEST_ID = Request.REQUEST_ID_FIELD_NUMBER << 3;
  private static final int PUBLISH = Request.PUBLISH_FIELD_NUMBER << 3 | 2;
  private static final int PEER_MESSAGE = Request.PEER_MESSAGE_FIELD_NUMBER << 3 | 2;
  private static final int PING = Request.PING_FIELD_NUMBER << 3 | 2;
  private static final int INBOX_OFFSET = Ack.INBOX_OFFSET_FIELD_NUMBER << 3;
  private static final int TYPE = Content.TYPE_FIELD_NUMBER << 3;
  private static final int PAYLOAD = Content.PAYLOAD_FIELD_NUMBER << 3 | 2;
  private static final int DESCRIPTION = Content.DESCRIPTION_FIELD_NUMBER << 3 | 2;

  // The same in a message to a user and in one to a channel.
  private static final int MESSAGE_ID = PeerMessageRequest.MESSAGE_ID_FIELD_NUMBER << 3 | 1;
  private static final int RECEIVER = PeerMessageRequest.PEER_ID_FIELD_NUMBER << 3 | 2;
  private static final int CONTENT = PeerMessageRequest.CONTENT_FIELD_NUMBER << 3 | 2;

  private HotEnvelopes() {}

  /**
   * What is in the envelope that is all of the bytes: a Request or an Ack; null if it is none of
   * those, or not valid.
   */
  static @Nullable MessageLite find(byte[] bytes) {
    CodedInputStream in = CodedInputStream.newInstance(bytes);
    in.enableAliasing(true);
    try {
      MessageLite message =
          switch (in.readTag()) {
            case REQUEST -> request(in);
            case ACK -> ack(in);
            default -> null;
          };
      return in.isAtEnd() ? message : null;
    } catch (IOException e) {
      return null;
    }
  }

  private static @Nullable Ack ack(CodedInputStream in) throws IOException {
    int outer = in.pushLimit(in.readRawVarint32());
    if (in.readTag() != INBOX_OFFSET) {
      return null;
    }
    Ack.Builder ack = Ack.newBuilder().setInboxOffset(in.readUInt64());
    return end(in, outer) ? ack.build() : null;
  }

  private static @Nullable Request request(CodedInputStream in) throws IOException {
    int outer = in.pushLimit(in.readRawVarint32());
    Request.Builder request = Request.newBuilder();
    if (in.readTag() != REQUEST_ID) {
      return null;
    }
    request.setRequestId(in.readUInt64());
    int tag = in.readTag();
    boolean known =
        switch (tag) {
          case PUBLISH, PEER_MESSAGE -> message(in, tag, request);
          case PING -> ping(in, request);
          default -> false;
        };
    return known && end(in, outer) ? request.build() : null;
  }

  private static boolean ping(CodedInputStream in, Request.Builder request) throws IOException {
    request.setPing(PingRequest.getDefaultInstance());
    return in.readRawVarint32() == 0;
  }

  /** A message to a user or to a channel, by the tag of which it is. */
  private static boolean message(CodedInputStream in, int tag, Request.Builder request)
      throws IOException {
    int outer = in.pushLimit(in.readRawVarint32());
    if (in.readTag() != MESSAGE_ID) {
      return false;
    }
    long messageId = in.readFixed64();
    if (in.readTag() != RECEIVER) {
      return false;
    }
    String receiver = in.readStringRequireUtf8();
    Content content = in.readTag() == CONTENT ? content(in) : null;
    if (content == null || !end(in, outer)) {
      return false;
    }
    if (tag == PUBLISH) {
      request.setPublish(
          PublishRequest.newBuilder()
              .setMessageId(messageId)
              .setChannelId(receiver)
              .setContent(content)
              .build());
    } else {
      request.setPeerMessage(
          PeerMessageRequest.newBuilder()
              .setMessageId(messageId)
              .setPeerId(receiver)
              .setContent(content)
              .build());
    }
    return true;
  }

  private static @Nullable Content content(CodedInputStream in) throws IOException {
    int outer = in.pushLimit(in.readRawVarint32());
    Content.Builder content = Content.newBuilder();
    int tag = in.readTag();
    if (tag == TYPE) {
      content.setTypeValue(in.readEnum());
      tag = in.readTag();
    }
    if (tag == PAYLOAD) {
      content.setPayload(in.readBytes());
      tag = in.readTag();
    }
    if (tag == DESCRIPTION) {
      content.setDescription(in.readStringRequireUtf8());
      tag = in.readTag();
    }
    if (tag != 0) {
      return null;
    }
    in.popLimit(outer);
    return content.build();
  }

  /** Whether the message ends here; what comes behind it is the outer one's again. */
  private static boolean end(CodedInputStream in, int outer) throws IOException {
    if (!in.isAtEnd()) {
      return false;
    }
    in.popLimit(outer);
    return true;
  }
}
