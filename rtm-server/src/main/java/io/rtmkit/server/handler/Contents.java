package io.rtmkit.server.handler;

import io.rtmkit.protocol.v1.Content;
import io.rtmkit.protocol.v1.MessageType;
import org.jspecify.annotations.Nullable;

/** The rule for what a message may contain. Stateless. */
public final class Contents {
  private Contents() {}

  /** Null for a good content, otherwise what is wrong. */
  public static @Nullable String findProblem(Content content, int maxBytes) {
    int size =
        content.getPayload().size()
            + (content.getDescription().isEmpty() ? 0 : content.getDescriptionBytes().size());
    if (size == 0) {
      return "message: is empty";
    }
    if (size > maxBytes) {
      return "message: has " + size + " bytes, at most " + maxBytes + " are allowed";
    }
    if (content.getType() == MessageType.MESSAGE_TYPE_TEXT && !content.getPayload().isValidUtf8()) {
      return "message: text is not UTF-8";
    }
    return null;
  }
}
