package io.rtmkit.server.store.redis;

import io.rtmkit.server.redis.RedisCalls;
import io.rtmkit.server.redis.Script;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** Removes what a user has from the queue: acknowledge.lua. Thread-safe. */
final class AcknowledgeScript {
  private static final Script SCRIPT = Script.writing(AcknowledgeScript.class, "acknowledge");

  private final RedisCalls calls;
  private final String process = UUID.randomUUID().toString();
  private final AtomicLong operations = new AtomicLong();

  AcknowledgeScript(RedisCalls calls) {
    this.calls = calls;
  }

  /** Removes everything up to an offset; the user was told of some losses. */
  CompletableFuture<?> run(List<byte[]> queue, long upTo, long lost, long endNanos) {
    byte[] operation = Script.bytes(process + ":" + operations.incrementAndGet());
    List<byte[]> arguments = List.of(Script.bytes(upTo), Script.bytes(lost), operation);
    return calls.run(SCRIPT, queue, endNanos, maybeDone -> arguments);
  }
}
