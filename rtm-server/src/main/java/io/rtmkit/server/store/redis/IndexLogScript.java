package io.rtmkit.server.store.redis;

import io.rtmkit.server.redis.RedisCalls;
import io.rtmkit.server.redis.Script;
import io.rtmkit.server.store.StoreRules;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** Keeps account of the bytes that the logs of an app take: index_log.lua. Thread-safe. */
final class IndexLogScript {
  private static final Script SCRIPT = Script.writing(IndexLogScript.class, "index_log");

  /**
   * A message of a log.
   *
   * @param senderId empty unless it is kept for history
   */
  record Row(String log, String streamId, int size, String senderId) {}

  /**
   * What must give way.
   *
   * @param last where the account of the last of them is; empty if nothing must
   * @param rows sizes are not known
   */
  record Victims(String last, List<Row> rows) {}

  private final RedisCalls calls;
  private final StoreRules rules;
  private final String process = UUID.randomUUID().toString();
  private final AtomicLong operations = new AtomicLong();

  IndexLogScript(RedisCalls calls, StoreRules rules) {
    this.calls = calls;
    this.rules = rules;
  }

  /** Takes account of what is new and of what is gone. */
  CompletableFuture<Victims> run(List<byte[]> account, String goneUpTo, List<Row> rows) {
    List<byte[]> arguments = new ArrayList<>();
    arguments.add(Script.bytes(rules.history().bytesPerApp()));
    arguments.add(Script.bytes(rules.logRetention().toMillis()));
    arguments.add(RedisKeys.secondsToLive(rules.logRetention()));
    arguments.add(Script.bytes(process + ":" + operations.incrementAndGet()));
    arguments.add(Script.bytes(goneUpTo));
    for (Row row : rows) {
      arguments.add(Script.bytes(row.log()));
      arguments.add(Script.bytes(row.streamId()));
      arguments.add(Script.bytes(row.size()));
      arguments.add(Script.bytes(row.senderId()));
    }
    return calls
        .run(SCRIPT, account, calls.endOfWrite(), maybeDone -> arguments)
        .thenApply(IndexLogScript::victims);
  }

  private static Victims victims(List<Object> reply) {
    List<Row> rows = new ArrayList<>();
    for (int i = 1; i + 2 < reply.size(); i += 3) {
      rows.add(
          new Row(
              Script.text(reply.get(i)),
              Script.text(reply.get(i + 1)),
              0,
              Script.text(reply.get(i + 2))));
    }
    return new Victims(Script.text(reply.get(0)), rows);
  }
}
