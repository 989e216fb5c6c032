package io.rtmkit.server.core.attribute;

import io.rtmkit.protocol.v1.AttributeWrite;
import io.rtmkit.protocol.v1.UserAttributesReply;
import io.rtmkit.server.core.port.Answer;
import io.rtmkit.server.core.session.Session;
import io.rtmkit.server.core.session.UserKey;
import java.util.List;

/** The attributes of users who are all on this server: answers at once. Thread-safe. */
public final class LocalUserAttributes implements UserAttributeService {
  private final UserAttributes attributes;

  public LocalUserAttributes(UserAttributes attributes) {
    this.attributes = attributes;
  }

  @Override
  public void write(Session session, AttributeWrite write, Answer<AttributesWritten> answer) {
    answer.give(attributes.write(session, write));
  }

  @Override
  public void read(UserKey user, List<String> keys, Answer<UserAttributesReply> answer) {
    answer.give(attributes.read(user, keys));
  }
}
