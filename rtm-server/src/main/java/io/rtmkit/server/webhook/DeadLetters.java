package io.rtmkit.server.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The events that are not tried any more, in files of bounded size: the oldest give way.
 * Thread-safe: guarded by its own monitor.
 */
final class DeadLetters implements AutoCloseable {
  static final long MOST_BYTES = 32 << 20;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PAGE = 1_000;
  private static final int PAGE_BYTES = 1 << 20;

  private final long mostBytes;

  @GuardedBy("this")
  private final EventLog log;

  /** Up to here they have been tried again. */
  @GuardedBy("this")
  private final CursorFile cursor;

  @GuardedBy("this")
  private long dropped;

  private DeadLetters(EventLog log, CursorFile cursor, long mostBytes) {
    this.log = log;
    this.cursor = cursor;
    this.mostBytes = mostBytes;
  }

  static DeadLetters open(Path directory, long mostBytes) throws IOException {
    Files.createDirectories(directory);
    CursorFile cursor = CursorFile.open(directory.resolve("cursor"));
    return new DeadLetters(
        EventLog.open(directory, mostBytes / 8, cursor.seq()), cursor, mostBytes);
  }

  synchronized void add(LogRecord event, String reason, long nowMs) throws IOException {
    ObjectNode letter = JSON.createObjectNode();
    letter.put("reason", reason);
    letter.set("event", JSON.readTree(event.content()));
    log.append(nowMs, JSON.writeValueAsBytes(letter));
    while (log.bytes() > mostBytes) {
      long before = firstKept();
      long upTo = log.removeFirst();
      if (upTo == 0) {
        return;
      }
      dropped += Math.max(0, upTo + 1 - before);
    }
  }

  @GuardedBy("this")
  private long firstKept() {
    return Math.max(cursor.seq() + 1, log.firstSeq());
  }

  synchronized long count() {
    return log.lastSeq() + 1 - firstKept();
  }

  synchronized long dropped() {
    return dropped;
  }

  /** The oldest, at most so many. */
  synchronized List<DeadLetter> list(int most) throws IOException {
    List<DeadLetter> letters = new ArrayList<>();
    LogReader reader = reader();
    List<LogRecord> page = read(reader, most);
    while (!page.isEmpty()) {
      for (LogRecord letter : page) {
        JsonNode content = JSON.readTree(letter.content());
        letters.add(
            new DeadLetter(
                letter.atMs(),
                content.path("reason").asText(),
                JSON.writeValueAsString(content.path("event"))));
      }
      page = read(reader, most - letters.size());
    }
    return letters;
  }

  @GuardedBy("this")
  private LogReader reader() throws IOException {
    return new LogReader(log, firstKept() - 1);
  }

  private static List<LogRecord> read(LogReader reader, int most) throws IOException {
    List<LogRecord> page = most <= 0 ? List.of() : reader.read(Math.min(most, PAGE), PAGE_BYTES);
    reader.moveTo(page);
    return page;
  }

  /** Takes an event back, to be tried again. */
  interface Taker {
    void take(JsonNode event, byte[] content) throws IOException;
  }

  /** Gives all back, oldest first; returns how many. One that is not taken stays, and the rest. */
  synchronized long takeAll(Taker taker) throws IOException {
    long taken = 0;
    long last = log.lastSeq(); // what dies meanwhile is not taken
    LogReader reader = reader();
    while (reader.seq() < last) {
      List<LogRecord> page = read(reader, PAGE);
      if (page.isEmpty()) {
        break;
      }
      for (LogRecord letter : page) {
        JsonNode event = JSON.readTree(letter.content()).path("event");
        taker.take(event, JSON.writeValueAsBytes(event));
        cursor.moveTo(letter.seq());
        taken++;
      }
    }
    log.removeUpTo(cursor.seq());
    return taken;
  }

  synchronized void force() throws IOException {
    log.force();
    cursor.force();
  }

  @Override
  public synchronized void close() throws IOException {
    log.close();
    cursor.close();
  }
}
