package io.rtmkit.server.store.redis;

import io.rtmkit.server.core.port.LogPage;
import io.rtmkit.server.core.port.StoreException;
import io.rtmkit.server.store.MessageRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the log of a conversation, a piece at a time: read_log.lua. Thread-safe. */
final class ReadLogScript {
  private static final Logger log = LoggerFactory.getLogger(ReadLogScript.class);
  private static final Script SCRIPT = Script.reading("read_log");
  private static final int MOST_BYTES_AT_ONCE = 1 << 20;

  private final RedisCalls calls;

  ReadLogScript(RedisCalls calls) {
    this.calls = calls;
  }

  /** Reads messages until there are enough, or the range is at its end. */
  CompletableFuture<LogPage> run(byte[] key, LogRange range, int most, int maxBytes) {
    return more(key, range, most, maxBytes, List.of());
  }

  private CompletableFuture<LogPage> more(
      byte[] key, LogRange range, int most, int maxBytes, List<LogPage.Entry> before) {
    if (range.isEmpty()) {
      return CompletableFuture.completedFuture(new LogPage(before, false));
    }
    List<byte[]> arguments = range.arguments();
    arguments.add(Script.bytes(most - before.size()));
    arguments.add(Script.bytes(Math.min(MOST_BYTES_AT_ONCE, maxBytes - bytesOf(before))));
    return calls
        .run(SCRIPT, List.of(key), calls.endOfRead(), maybeDone -> arguments)
        .thenCompose(reply -> goOn(key, range, most, maxBytes, append(key, reply, before)));
  }

  /** What was read until now, and where the script stopped. */
  private record Progress(List<LogPage.Entry> entries, boolean more, String stopped) {}

  private CompletableFuture<LogPage> goOn(
      byte[] key, LogRange range, int most, int maxBytes, Progress progress) {
    List<LogPage.Entry> entries = progress.entries();
    if (!progress.more() && progress.stopped().isEmpty()) {
      return CompletableFuture.completedFuture(new LogPage(entries, false));
    }
    boolean full = !entries.isEmpty() && (entries.size() >= most || bytesOf(entries) >= maxBytes);
    if (full && progress.more()) {
      return CompletableFuture.completedFuture(new LogPage(entries, true));
    }
    LogRange behind = range.behind(RedisKeys.logId(progress.stopped()));
    return full ? peek(key, behind, entries) : more(key, behind, most, maxBytes, entries);
  }

  private static int bytesOf(List<LogPage.Entry> entries) {
    return entries.stream().mapToInt(entry -> entry.message().size()).sum();
  }

  /** Looks whether anything wanted lies behind. */
  private CompletableFuture<LogPage> peek(byte[] key, LogRange range, List<LogPage.Entry> entries) {
    return more(key, range, 1, 1, List.of())
        .thenApply(behind -> new LogPage(entries, !behind.entries().isEmpty()));
  }

  private static Progress append(byte[] key, List<Object> reply, List<LogPage.Entry> before) {
    List<LogPage.Entry> entries = new ArrayList<>(before);
    for (int i = 2; i + 1 < reply.size(); i += 2) {
      try {
        entries.add(
            new LogPage.Entry(
                RedisKeys.logId(Script.text(reply.get(i))),
                MessageRecord.decode(key, (byte[]) reply.get(i + 1)).message()));
      } catch (StoreException e) {
        log.error("a message in a log is damaged and is not delivered: {}", e.getMessage());
      }
    }
    return new Progress(entries, (Long) reply.get(0) != 0, Script.text(reply.get(1)));
  }
}
