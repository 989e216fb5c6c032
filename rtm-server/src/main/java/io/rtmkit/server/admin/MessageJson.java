package io.rtmkit.server.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rtmkit.protocol.v1.Content;
import io.rtmkit.protocol.v1.MessageType;
import io.rtmkit.server.core.port.Conversation;
import io.rtmkit.server.core.port.LogPage;
import java.util.Base64;

/** Messages of the history as JSON. Stateless. */
final class MessageJson {
  private MessageJson() {}

  static void fill(LogPage.Entry entry, ObjectNode node) {
    Content content = entry.message().content();
    node.put("from", entry.message().senderId());
    boolean peer = entry.conversation().kind() == Conversation.Kind.PEER;
    node.put(peer ? "peer" : "channel", entry.destination());
    node.put("messageId", Long.toUnsignedString(entry.message().messageId()));
    node.put("atMs", entry.message().receivedMs());
    if (isText(content)) {
      node.put("text", content.getPayload().toStringUtf8());
    } else {
      node.put("raw", base64(content));
      node.put("description", content.getDescription());
    }
  }

  /** The payload as text, or in Base64 if it is none. */
  static String payload(Content content) {
    return isText(content) ? content.getPayload().toStringUtf8() : base64(content);
  }

  private static boolean isText(Content content) {
    return content.getType() == MessageType.MESSAGE_TYPE_TEXT;
  }

  private static String base64(Content content) {
    return Base64.getEncoder().encodeToString(content.getPayload().toByteArray());
  }
}
