package io.rtmkit.server.store.redis;

import io.rtmkit.server.core.port.Conversation;
import io.rtmkit.server.core.port.HistoryScope.OfUser;
import io.rtmkit.server.core.port.LogPlace;
import io.rtmkit.server.redis.Script;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Places of messages as add_places.lua keeps them: they sort by id, and then by the kind and the
 * other end of the conversation. Stateless.
 */
final class PlaceBytes {
  private static final byte PEER = 'p';
  private static final byte CHANNEL = 'c';

  private PlaceBytes() {}

  /** A place in what a user sent or received. */
  static byte[] encode(OfUser scope, LogPlace place) {
    Conversation conversation = place.conversation();
    boolean isPeer = conversation.kind() == Conversation.Kind.PEER;
    byte[] other = Script.bytes(conversation.destinationOf(scope.user().userId()));
    return ByteBuffer.allocate(Long.BYTES + 1 + other.length)
        .putLong(place.id())
        .put(isPeer ? PEER : CHANNEL)
        .put(other)
        .array();
  }

  static LogPlace decode(OfUser scope, byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    long id = in.getLong();
    boolean isPeer = in.get() == PEER;
    String other = StandardCharsets.UTF_8.decode(in).toString();
    String appId = scope.appId();
    return new LogPlace(
        id,
        isPeer
            ? Conversation.between(appId, scope.user().userId(), other)
            : Conversation.of(appId, other));
  }

  /** A bound of a range: behind a place. */
  static byte[] behind(OfUser scope, LogPlace place) {
    byte[] bytes = encode(scope, place);
    return ByteBuffer.allocate(1 + bytes.length).put((byte) '(').put(bytes).array();
  }

  /** A bound of a range: between the places below an id and those from it on. */
  static byte[] at(long id) {
    return ByteBuffer.allocate(1 + Long.BYTES).put((byte) '(').putLong(id).array();
  }
}
