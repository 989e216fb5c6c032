package io.rtmkit.server.core.attribute;

import io.rtmkit.protocol.v1.AttributeWrite;
import io.rtmkit.protocol.v1.UserAttributesReply;
import io.rtmkit.server.core.port.Answer;
import io.rtmkit.server.core.session.Session;
import io.rtmkit.server.core.session.UserKey;
import java.util.List;

/**
 * The attributes of users as requests see them, on whatever server a user is. Thread-safe. On one
 * server everything is answered before the call returns.
 */
public interface UserAttributeService {
  /** Writes the attributes of the session's user. */
  void write(Session session, AttributeWrite write, Answer<AttributesWritten> answer);

  /**
   * Reads the attributes of a user; answers null if the user has no session.
   *
   * @param keys of the attributes wanted; all if there are none
   */
  void read(UserKey user, List<String> keys, Answer<UserAttributesReply> answer);
}
