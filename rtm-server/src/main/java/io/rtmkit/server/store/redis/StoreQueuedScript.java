package io.rtmkit.server.store.redis;

import io.rtmkit.server.core.port.StoreException;
import io.rtmkit.server.core.port.Stored;
import io.rtmkit.server.core.port.StoredMessage;
import io.rtmkit.server.redis.RedisCalls;
import io.rtmkit.server.redis.Script;
import io.rtmkit.server.store.MessageRecord;
import io.rtmkit.server.store.StoreRules;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Appends messages to the queue of a user: store_queued.lua. Thread-safe. */
final class StoreQueuedScript {
  private static final Script SCRIPT = Script.storing(StoreQueuedScript.class, "store_queued");

  private final RedisCalls calls;
  private final StoreRules rules;

  StoreQueuedScript(RedisCalls calls, StoreRules rules) {
    this.calls = calls;
    this.rules = rules;
  }

  /** Where each message is now, in the order of the records. */
  CompletableFuture<List<Stored>> run(
      List<byte[]> queue, List<MessageRecord> records, long endNanos) {
    List<byte[]> arguments = new ArrayList<>();
    arguments.add(Script.bytes(rules.offline().messages()));
    arguments.add(RedisKeys.secondsToLive(rules.offline().retention()));
    for (MessageRecord message : records) {
      arguments.add(operationId(message.message()));
      arguments.add(message.encode(queue.get(0)));
    }
    return calls
        .run(SCRIPT, queue, endNanos, maybeDone -> arguments)
        .thenApply(
            reply -> {
              if (reply.size() != records.size()) {
                throw StoreException.unknown("Redis answered something else", null);
              }
              return reply.stream().map(StoreQueuedScript::stored).toList();
            });
  }

  private static Stored stored(Object reply) {
    List<?> places = (List<?>) reply;
    long offset = (Long) places.get(0);
    long previous = (Long) places.get(1);
    return new Stored(offset, previous, 0, (Long) places.get(2) != 0);
  }

  /** What names a message in a queue. */
  static byte[] operationId(StoredMessage message) {
    byte[] sender = Script.bytes(message.senderId());
    return ByteBuffer.allocate(Long.BYTES + sender.length)
        .putLong(message.messageId())
        .put(sender)
        .array();
  }
}
