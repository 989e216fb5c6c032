package io.rtmkit.server.cluster;

import io.rtmkit.protocol.v1.AttributeWrite;
import io.rtmkit.protocol.v1.UserAttributesReply;
import io.rtmkit.server.core.attribute.AttributesWritten;
import io.rtmkit.server.core.attribute.UserAttributeService;
import io.rtmkit.server.core.port.Answer;
import io.rtmkit.server.core.session.Session;
import io.rtmkit.server.core.session.UserKey;
import java.util.List;

/** The attributes of users in Redis, where they end with the session. Thread-safe. */
final class ClusterUserAttributes implements UserAttributeService {
  private final Cluster cluster;
  private final Sequence<UserKey> sequence = new Sequence<>();

  ClusterUserAttributes(Cluster cluster) {
    this.cluster = cluster;
  }

  @Override
  public void write(Session session, AttributeWrite write, Answer<AttributesWritten> answer) {
    Futures.answer(
        sequence
            .run(
                session.user(),
                () ->
                    cluster
                        .channels()
                        .writeAttributes()
                        .runForUser(
                            session.user(),
                            session.identity().key().sessionId(),
                            session.identity().epoch(),
                            write))
            .thenApply(change -> change.written()),
        answer);
  }

  @Override
  public void read(UserKey user, List<String> keys, Answer<UserAttributesReply> answer) {
    // Behind what the user itself has just written from here.
    Futures.answer(
        sequence.run(user, () -> cluster.channels().readAttributes().user(user, keys)), answer);
  }
}
