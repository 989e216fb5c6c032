package io.rtmkit.server.store.redis;

import io.rtmkit.server.core.port.Conversation;
import io.rtmkit.server.core.port.LogPage;
import io.rtmkit.server.core.port.LogPlace;
import io.rtmkit.server.core.port.StoreException;
import io.rtmkit.server.redis.RedisCalls;
import io.rtmkit.server.redis.Script;
import io.rtmkit.server.store.MessageRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the log of a conversation, a piece at a time: read_log.lua. Thread-safe. */
final class ReadLogScript {
  private static final Logger log = LoggerFactory.getLogger(ReadLogScript.class);
  private static final Script SCRIPT = Script.reading(ReadLogScript.class, "read_log");
  private static final int MOST_BYTES_AT_ONCE = 1 << 20;

  /** What is read. */
  private record Task(Conversation conversation, int most, int maxBytes) {}

  /** What was read until now, and where the script stopped. */
  private record Progress(List<LogPage.Entry> entries, boolean more, String stopped, long skip) {}

  private final RedisCalls calls;
  private final RedisKeys keys;

  ReadLogScript(RedisCalls calls, RedisKeys keys) {
    this.calls = calls;
    this.keys = keys;
  }

  /**
   * Reads messages until there are enough, or the range is at its end.
   *
   * @param skip leaves out so many
   */
  CompletableFuture<LogPage> run(
      Conversation conversation, LogRange range, int skip, int most, int maxBytes) {
    return more(new Task(conversation, most, maxBytes), range, skip, List.of());
  }

  private CompletableFuture<LogPage> more(
      Task task, LogRange range, long skip, List<LogPage.Entry> before) {
    if (range.isEmpty()) {
      return CompletableFuture.completedFuture(new LogPage(before, false));
    }
    List<byte[]> arguments = range.arguments();
    arguments.add(Script.bytes(skip));
    arguments.add(Script.bytes(task.most() - before.size()));
    arguments.add(Script.bytes(Math.min(MOST_BYTES_AT_ONCE, task.maxBytes() - bytesOf(before))));
    byte[] key = keys.log(task.conversation());
    return calls
        .run(SCRIPT, List.of(key), calls.endOfRead(), maybeDone -> arguments)
        .thenCompose(reply -> goOn(task, range, append(task, key, reply, before)));
  }

  private CompletableFuture<LogPage> goOn(Task task, LogRange range, Progress progress) {
    List<LogPage.Entry> entries = progress.entries();
    if (!progress.more() && progress.stopped().isEmpty()) {
      return CompletableFuture.completedFuture(new LogPage(entries, false));
    }
    boolean full =
        !entries.isEmpty()
            && (entries.size() >= task.most() || bytesOf(entries) >= task.maxBytes());
    if (full && progress.more()) {
      return CompletableFuture.completedFuture(new LogPage(entries, true));
    }
    LogRange behind = range.behind(RedisKeys.logId(progress.stopped()));
    return full ? peek(task, behind, entries) : more(task, behind, progress.skip(), entries);
  }

  private static int bytesOf(List<LogPage.Entry> entries) {
    return entries.stream().mapToInt(entry -> entry.message().size()).sum();
  }

  /** Looks whether anything wanted lies behind. */
  private CompletableFuture<LogPage> peek(Task task, LogRange range, List<LogPage.Entry> entries) {
    return more(new Task(task.conversation(), 1, 1), range, 0, List.of())
        .thenApply(behind -> new LogPage(entries, !behind.entries().isEmpty()));
  }

  private static Progress append(
      Task task, byte[] key, List<Object> reply, List<LogPage.Entry> before) {
    List<LogPage.Entry> entries = new ArrayList<>(before);
    for (int i = 3; i + 1 < reply.size(); i += 2) {
      long id = RedisKeys.logId(Script.text(reply.get(i)));
      LogPlace place = new LogPlace(id, task.conversation());
      LogPage.Entry entry = decode(place, key, (byte[]) reply.get(i + 1));
      if (entry != null) {
        entries.add(entry);
      }
    }
    return new Progress(
        entries, (Long) reply.get(0) != 0, Script.text(reply.get(1)), (Long) reply.get(2));
  }

  /** A message of a log; null, with a line for the operator, if it is damaged. */
  static LogPage.@Nullable Entry decode(LogPlace place, byte[] key, byte[] record) {
    try {
      return new LogPage.Entry(place, MessageRecord.decode(key, record).message());
    } catch (StoreException e) {
      log.error("a message in a log is damaged and is not delivered: {}", e.getMessage());
      return null;
    }
  }
}
