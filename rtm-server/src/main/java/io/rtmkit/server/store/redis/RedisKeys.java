package io.rtmkit.server.store.redis;

import io.rtmkit.server.core.port.Conversation;
import io.rtmkit.server.core.port.HistoryScope.OfUser;
import io.rtmkit.server.core.port.HistoryScope.Part;
import io.rtmkit.server.core.port.LogIds;
import io.rtmkit.server.core.session.UserKey;
import io.rtmkit.server.redis.KeyText;
import io.rtmkit.server.redis.Script;
import java.time.Duration;
import java.util.List;

/**
 * Names of keys: all of one entity share what stands in braces, so that they are in one place.
 * Immutable.
 */
final class RedisKeys {
  /** Keys outlive what is in them, so that it can be told what became too old. */
  private static final Duration LONGER = Duration.ofHours(1);

  private static final int COUNTER_BITS = 20;
  private static final long COUNTER = (1L << COUNTER_BITS) - 1;

  private final String prefix;

  RedisKeys(String prefix) {
    this.prefix = prefix;
  }

  /** List, operation ids, counters. */
  List<byte[]> queue(UserKey user) {
    String name =
        prefix + "{u:" + KeyText.escape(user.appId()) + ":" + KeyText.escape(user.userId()) + "}:";
    return List.of(Script.bytes(name + "q"), Script.bytes(name + "d"), Script.bytes(name + "s"));
  }

  /** What a user sent or received; in one place with others of its bucket. */
  byte[] places(OfUser scope) {
    String bucket = KeyText.escape(scope.appId()) + ":" + UserPlace.Bucket.of(scope).number();
    String part = scope.part() == Part.SENT ? ":s:" : ":r:";
    return Script.bytes(
        prefix + "{hu:" + bucket + "}" + part + KeyText.escape(scope.user().userId()));
  }

  byte[] log(Conversation conversation) {
    return Script.bytes(logName(conversation));
  }

  /** What changes when something is said. */
  List<byte[]> logAndMarks(Conversation conversation) {
    return conversation.kind() == Conversation.Kind.CHANNEL
        ? List.of(log(conversation), marks(conversation))
        : List.of(log(conversation));
  }

  byte[] marks(Conversation channel) {
    return Script.bytes(logName(channel) + ":m");
  }

  String logName(Conversation conversation) {
    String app = prefix + "{h:" + KeyText.escape(conversation.appId());
    return conversation.kind() == Conversation.Kind.PEER
        ? app
            + ":p:"
            + KeyText.escape(conversation.first())
            + ":"
            + KeyText.escape(conversation.second())
            + "}"
        : app + ":c:" + KeyText.escape(conversation.first()) + "}";
  }

  /** The conversation of a {@link #logName}. */
  Conversation conversation(String logName) {
    String[] parts = logName.substring(prefix.length() + 1, logName.length() - 1).split(":", -1);
    return parts[2].equals("p")
        ? Conversation.between(
            KeyText.unescape(parts[1]), KeyText.unescape(parts[3]), KeyText.unescape(parts[4]))
        : Conversation.of(KeyText.unescape(parts[1]), KeyText.unescape(parts[3]));
  }

  /** What is in the logs of an app, sums. */
  List<byte[]> account(String appId) {
    String name = prefix + "{ha:" + KeyText.escape(appId) + "}";
    return List.of(Script.bytes(name), Script.bytes(name + ":b"));
  }

  /** Seconds for which keys live whose content is kept for a time. */
  static byte[] secondsToLive(Duration kept) {
    return Script.bytes(kept.plus(LONGER).toSeconds());
  }

  /** What Redis calls a place in a log. */
  static String streamId(long logId) {
    return milliseconds(logId) + "-" + counter(logId);
  }

  /** The place in a log that Redis calls so. */
  static long logId(String streamId) {
    int dash = streamId.indexOf('-');
    return LogIds.first(Long.parseLong(streamId, 0, dash, 10))
        | (Long.parseLong(streamId, dash + 1, streamId.length(), 10) & COUNTER);
  }

  static long milliseconds(long logId) {
    return LogIds.toMs(logId);
  }

  static long counter(long logId) {
    return logId & COUNTER;
  }
}
