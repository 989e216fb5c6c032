package io.rtmkit.server.store.redis;

import io.rtmkit.server.core.port.QueuePage;
import io.rtmkit.server.core.port.StoreException;
import io.rtmkit.server.redis.RedisCalls;
import io.rtmkit.server.redis.Script;
import io.rtmkit.server.store.MessageRecord;
import io.rtmkit.server.store.StoreCounters;
import io.rtmkit.server.store.StoreRules;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a piece of a queue: read_queue.lua. Thread-safe. */
final class ReadQueueScript {
  private static final Logger log = LoggerFactory.getLogger(ReadQueueScript.class);
  private static final Script SCRIPT = Script.reading(ReadQueueScript.class, "read_queue");
  private static final int BEFORE_ENTRIES = 4;

  private final RedisCalls calls;
  private final StoreRules rules;
  private final StoreCounters counters;

  ReadQueueScript(RedisCalls calls, StoreRules rules, StoreCounters counters) {
    this.calls = calls;
    this.rules = rules;
    this.counters = counters;
  }

  CompletableFuture<QueuePage> run(List<byte[]> queue, long from, int maxMessages, int maxBytes) {
    List<byte[]> arguments =
        List.of(
            Script.bytes(from),
            Script.bytes(maxMessages),
            Script.bytes(maxBytes),
            Script.bytes(rules.offline().retention().toMillis()));
    return calls
        .run(SCRIPT, queue, calls.endOfRead(), maybeDone -> arguments)
        .thenApply(reply -> page(queue.get(0), reply));
  }

  private QueuePage page(byte[] key, List<Object> reply) {
    counters.expired((Long) reply.get(1));
    long lost = (Long) reply.get(0);
    List<QueuePage.Entry> entries = new ArrayList<>();
    for (Object entry : reply.subList(BEFORE_ENTRIES, reply.size())) {
      try {
        entries.add(entry(key, (byte[]) entry));
      } catch (StoreException e) {
        lost++;
        log.error("a message in a queue is damaged and is not delivered: {}", e.getMessage());
      }
    }
    return new QueuePage(entries, (Long) reply.get(2), (Long) reply.get(3) != 0, lost);
  }

  private static QueuePage.Entry entry(byte[] key, byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    long offset = in.getLong();
    in.getLong();
    in.position(in.position() + 1 + (in.get(in.position()) & 0xff));
    byte[] value = new byte[in.remaining()];
    in.get(value);
    return new QueuePage.Entry(offset, MessageRecord.decode(key, value).message());
  }
}
