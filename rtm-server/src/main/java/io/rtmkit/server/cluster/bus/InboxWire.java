package io.rtmkit.server.cluster.bus;

import io.rtmkit.server.redis.KeyCommand;
import io.rtmkit.server.redis.RedisConnection;
import io.rtmkit.server.redis.RedisLink;
import io.rtmkit.server.redis.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The commands of inboxes. Thread-safe. */
final class InboxWire implements Outbox.Wire {
  /** Beyond so many a reader is too slow and loses the oldest. */
  private static final int MOST_ENTRIES = 4_096;

  private static final Duration BLOCK = Duration.ofSeconds(1);
  private static final int MOST_AT_ONCE = 256;

  /** An entry of an inbox: where it is, and a batch. Immutable. */
  static final class Entry {
    private final InboxPosition position;
    private final byte[] batch;

    private Entry(InboxPosition position, byte[] batch) {
      this.position = position;
      this.batch = batch;
    }

    InboxPosition position() {
      return position;
    }

    byte[] batch() {
      return batch;
    }
  }

  private final RedisLink link;
  private final BusKeys keys;

  InboxWire(RedisLink link, BusKeys keys) {
    this.link = link;
    this.keys = keys;
  }

  @Override
  public CompletableFuture<Boolean> append(String node, byte[] batch) {
    return link.run(
            KeyCommand.writing("XADD")
                .key(keys.inbox(node))
                .add("NOMKSTREAM")
                .add("MAXLEN")
                .add("~")
                .add(MOST_ENTRIES)
                .add("*")
                .add("b")
                .add(batch))
        .thenApply(reply -> !reply.isEmpty() && reply.get(0) != null);
  }

  CompletableFuture<RedisConnection> connect() {
    return link.connect();
  }

  /** What comes after a position; waits a second for it, and may be empty. Never throws. */
  CompletableFuture<List<Entry>> read(
      RedisConnection connection, String node, InboxPosition after) {
    return connection
        .run(
            KeyCommand.waiting("XREAD", BLOCK)
                .add("COUNT")
                .add(MOST_AT_ONCE)
                .add("BLOCK")
                .add(BLOCK.toMillis())
                .add("STREAMS")
                .key(keys.inbox(node))
                .add(after.toString()))
        .thenApply(InboxWire::entries);
  }

  private static List<Entry> entries(List<Object> reply) {
    List<Entry> entries = new ArrayList<>();
    for (Object stream : reply) {
      for (Object entry : list(list(stream).get(1))) {
        List<?> fields = list(list(entry).get(1));
        byte[] batch = fields.isEmpty() ? new byte[0] : (byte[]) fields.get(1);
        entries.add(new Entry(InboxPosition.of(Script.text(list(entry).get(0))), batch));
      }
    }
    return entries;
  }

  private static List<?> list(@Nullable Object reply) {
    return reply == null ? List.of() : (List<?>) reply;
  }

  /** Removes an inbox. */
  CompletableFuture<?> remove(String node) {
    return link.run(KeyCommand.writing("UNLINK").key(keys.inbox(node)));
  }
}
