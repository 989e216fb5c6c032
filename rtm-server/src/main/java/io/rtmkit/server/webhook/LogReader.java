package io.rtmkit.server.webhook;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads an {@link EventLog} from where {@link #moveTo} was last. What is damaged is passed over and
 * counted. Not thread-safe: one thread reads.
 */
final class LogReader {
  private static final Logger log = LoggerFactory.getLogger(LogReader.class);

  private final EventLog events;
  private @Nullable Segment segment;
  private long offset;

  /** The last record that is behind the reader. */
  private long seq;

  private long damaged;

  /** A reader of all records with higher numbers. */
  LogReader(EventLog events, long behindSeq) throws IOException {
    this.events = events;
    this.seq = behindSeq;
    this.segment = events.holding(behindSeq + 1);
    this.offset = segment == null ? 0 : segment.offsetBehind(behindSeq);
  }

  long seq() {
    return seq;
  }

  /** How many records could not be read. */
  long damaged() {
    return damaged;
  }

  /**
   * The next records, at least one if there is any. They come again until {@link #moveTo}.
   *
   * @param mostBytes where it stops, unless one record alone is larger
   */
  List<LogRecord> read(int most, int mostBytes) throws IOException {
    while (findSegment()) {
      Segment from = Objects.requireNonNull(segment);
      List<LogRecord> records = decode(from, most, mostBytes);
      if (!records.isEmpty()) {
        noteGap(records.get(0).seq());
        return records;
      }
      if (offset < from.end()) {
        log.error("{} is damaged at byte {}: the rest of it is passed over", from, offset);
        offset = from.end();
      }
    }
    return List.of();
  }

  private void noteGap(long firstSeq) {
    damaged += firstSeq - seq - 1;
    seq = firstSeq - 1;
  }

  /** Goes to the segment that has something to read; false if none has. */
  private boolean findSegment() {
    if (segment == null) {
      segment = events.first();
    }
    while (segment != null && offset >= segment.end()) {
      Segment next = events.after(segment);
      if (next == null) {
        return false;
      }
      segment = next;
      offset = 0;
    }
    return segment != null;
  }

  private List<LogRecord> decode(Segment from, int most, int mostBytes) throws IOException {
    List<LogRecord> records = new ArrayList<>();
    ByteBuffer bytes = from.read(offset, mostBytes);
    LogRecord first = LogRecord.decode(bytes);
    if (first == null && bytes.remaining() == mostBytes) {
      bytes = from.read(offset, LogRecord.HEADER_BYTES + LogRecord.LARGEST);
      first = LogRecord.decode(bytes);
      bytes.limit(bytes.position());
    }
    for (LogRecord next = first;
        next != null && records.size() < most;
        next = LogRecord.decode(bytes)) {
      records.add(next);
    }
    return records;
  }

  /** Goes behind records that were read. */
  void moveTo(List<LogRecord> records) {
    for (LogRecord passed : records) {
      offset += passed.size();
      seq = passed.seq();
    }
  }
}
