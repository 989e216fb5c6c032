package io.rtmkit.server.core;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import io.rtmkit.protocol.v1.Content;
import io.rtmkit.protocol.v1.Envelope;
import io.rtmkit.protocol.v1.PeerMessagePush;
import io.rtmkit.protocol.v1.Push;
import io.rtmkit.protocol.v1.Reply;
import java.io.IOException;

/**
 * The frames that a server makes most of, written without messages and their builders in between: a
 * test holds the bytes equal to those of {@link Wire}. Stateless.
 */
public final class HotFrames {
  private HotFrames() {}

  /** The reply that says that a request has succeeded, and nothing else. */
  public static byte[] ok(long requestId) {
    int reply =
        requestId == 0
            ? 0
            : CodedOutputStream.computeUInt64Size(Reply.REQUEST_ID_FIELD_NUMBER, requestId);
    int envelope = nestedSize(Envelope.REPLY_FIELD_NUMBER, reply);
    byte[] frame = new byte[CodedOutputStream.computeUInt32SizeNoTag(envelope) + envelope];
    CodedOutputStream out = CodedOutputStream.newInstance(frame);
    try {
      out.writeUInt32NoTag(envelope);
      nested(out, Envelope.REPLY_FIELD_NUMBER, reply);
      if (requestId != 0) {
        out.writeUInt64(Reply.REQUEST_ID_FIELD_NUMBER, requestId);
      }
      out.checkNoSpaceLeft();
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory failed", e);
    }
    return frame;
  }

  /**
   * A message that came just now, for its receiver.
   *
   * @param inboxOffset not 0
   * @param messageId not 0
   * @param senderId not empty
   * @param receivedMs not 0
   */
  public static byte[] peerMessage(
      long inboxOffset, long messageId, String senderId, Content content, long receivedMs) {
    int contentSize = content.getSerializedSize();
    int body =
        CodedOutputStream.computeFixed64Size(PeerMessagePush.MESSAGE_ID_FIELD_NUMBER, messageId)
            + CodedOutputStream.computeStringSize(PeerMessagePush.PEER_ID_FIELD_NUMBER, senderId)
            + nestedSize(PeerMessagePush.CONTENT_FIELD_NUMBER, contentSize)
            + CodedOutputStream.computeInt64Size(
                PeerMessagePush.SERVER_RECEIVED_MS_FIELD_NUMBER, receivedMs);
    int push =
        CodedOutputStream.computeUInt64Size(Push.INBOX_OFFSET_FIELD_NUMBER, inboxOffset)
            + nestedSize(Push.PEER_MESSAGE_FIELD_NUMBER, body);
    int envelope = nestedSize(Envelope.PUSH_FIELD_NUMBER, push);
    byte[] frame = new byte[CodedOutputStream.computeUInt32SizeNoTag(envelope) + envelope];
    CodedOutputStream out = CodedOutputStream.newInstance(frame);
    try {
      out.writeUInt32NoTag(envelope);
      nested(out, Envelope.PUSH_FIELD_NUMBER, push);
      out.writeUInt64(Push.INBOX_OFFSET_FIELD_NUMBER, inboxOffset);
      nested(out, Push.PEER_MESSAGE_FIELD_NUMBER, body);
      out.writeFixed64(PeerMessagePush.MESSAGE_ID_FIELD_NUMBER, messageId);
      out.writeString(PeerMessagePush.PEER_ID_FIELD_NUMBER, senderId);
      nested(out, PeerMessagePush.CONTENT_FIELD_NUMBER, contentSize);
      content.writeTo(out);
      out.writeInt64(PeerMessagePush.SERVER_RECEIVED_MS_FIELD_NUMBER, receivedMs);
      out.checkNoSpaceLeft();
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory failed", e);
    }
    return frame;
  }

  private static int nestedSize(int field, int size) {
    return CodedOutputStream.computeTagSize(field)
        + CodedOutputStream.computeUInt32SizeNoTag(size)
        + size;
  }

  private static void nested(CodedOutputStream out, int field, int size) throws IOException {
    out.writeTag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    out.writeUInt32NoTag(size);
  }
}
