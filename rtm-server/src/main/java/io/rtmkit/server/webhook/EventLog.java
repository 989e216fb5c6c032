package io.rtmkit.server.webhook;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records in files of bounded size: appended at the end, removed from the beginning, a file at a
 * time. An append is one write into the memory of the operating system, which outlives the process.
 * Thread-safe: guarded by its own monitor.
 */
final class EventLog implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EventLog.class);

  private final Path directory;
  private final long segmentBytes;

  /** In their order; appended to is the last one. */
  @GuardedBy("this")
  private final Deque<Segment> segments = new ArrayDeque<>();

  @GuardedBy("this")
  private long lastSeq;

  /** The last record that was found at the opening. */
  @GuardedBy("this")
  private @Nullable LogRecord found;

  /** Written under the monitor; read without it, at every event. */
  private volatile long bytes;

  /** Whether the last segment may be appended to. */
  @GuardedBy("this")
  private boolean usable;

  /** Those that have what the disk may not have. */
  @GuardedBy("this")
  private final Set<Segment> unforced = new HashSet<>();

  private EventLog(Path directory, long segmentBytes) {
    this.directory = directory;
    this.segmentBytes = segmentBytes;
  }

  /**
   * Opens a log, or makes an empty one.
   *
   * @param removedSeq up to this number records have been removed, if no file says otherwise
   */
  static EventLog open(Path directory, long segmentBytes, long removedSeq) throws IOException {
    Files.createDirectories(directory);
    EventLog opened = new EventLog(directory, segmentBytes);
    opened.load(removedSeq);
    return opened;
  }

  private synchronized void load(long removedSeq) throws IOException {
    List<String> names;
    try (Stream<Path> files = Files.list(directory)) {
      names =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.matches("\\d{20}\\" + Segment.SUFFIX))
              .sorted()
              .toList();
    }
    for (String name : names) {
      segments.add(Segment.open(directory, name));
    }
    lastSeq = removedSeq;
    Segment last = segments.peekLast();
    if (last != null) {
      long size = last.end();
      LogRecord whole = last.cutTornTail();
      found = whole;
      lastSeq = Math.max(lastSeq, whole == null ? last.firstSeq() - 1 : whole.seq());
      usable = whole != null && whole.seq() == lastSeq;
      if (last.end() < size) {
        log.warn("{}: {} bytes of an unfinished write are cut off", last, size - last.end());
      }
    }
    count();
  }

  /** Appends a record; if it fails nothing is appended, and the next one goes into a new file. */
  synchronized void append(long atMs, byte[] content) throws IOException {
    LogRecord appended = new LogRecord(lastSeq + 1, atMs, content);
    Segment last = segments.peekLast();
    if (last == null || !usable || last.end() >= segmentBytes) {
      last = addSegment(appended.seq());
    }
    usable = false;
    last.append(appended);
    usable = true;
    lastSeq = appended.seq();
    bytes += appended.size();
    unforced.add(last);
  }

  @GuardedBy("this")
  private Segment addSegment(long firstSeq) throws IOException {
    Segment failed = segments.peekLast();
    if (failed != null && failed.firstSeq() == firstSeq) {
      segments.removeLast().delete(); // nothing was ever appended to it
    }
    Segment added = Segment.create(directory, firstSeq);
    segments.add(added);
    return added;
  }

  synchronized long lastSeq() {
    return lastSeq;
  }

  /** The last record that was there when the log was opened. */
  synchronized @Nullable LogRecord found() {
    return found;
  }

  /** What the files take. */
  long bytes() {
    return bytes;
  }

  @GuardedBy("this")
  private void count() {
    bytes = segments.stream().mapToLong(Segment::end).sum();
  }

  /** The number of the first record that is still there, or would be. */
  synchronized long firstSeq() {
    Segment first = segments.peekFirst();
    return first == null ? lastSeq + 1 : first.firstSeq();
  }

  /** The first segment; null while there is none. */
  synchronized @Nullable Segment first() {
    return segments.peekFirst();
  }

  /** The segment behind another, which may be gone by now; null if there is none. */
  synchronized @Nullable Segment after(Segment segment) {
    for (Segment next : segments) {
      // One to which nothing could be written gives way to another of the same number.
      if (next != segment && next.firstSeq() >= segment.firstSeq()) {
        return next;
      }
    }
    return null;
  }

  /** The segment that a record is in, or would be; null while there is none. */
  synchronized @Nullable Segment holding(long seq) {
    for (Iterator<Segment> i = segments.descendingIterator(); i.hasNext(); ) {
      Segment segment = i.next();
      if (segment.firstSeq() <= seq) {
        return segment;
      }
    }
    return segments.peekFirst();
  }

  /** Deletes the files of which all records have at most this number, but not the last. */
  synchronized void removeUpTo(long seq) throws IOException {
    while (segments.size() > 1) {
      Segment first = segments.removeFirst();
      Segment second = segments.getFirst();
      if (second.firstSeq() > seq + 1) {
        segments.addFirst(first);
        return;
      }
      unforced.remove(first);
      first.delete();
      count();
    }
  }

  /** Deletes the first file, unless it is the only one; the number of its last record, or 0. */
  synchronized long removeFirst() throws IOException {
    if (segments.size() < 2) {
      return 0;
    }
    Segment first = segments.removeFirst();
    unforced.remove(first);
    first.delete();
    count();
    return segments.getFirst().firstSeq() - 1;
  }

  /** Has the disk write what was appended; waits for it, but holds nobody up who appends. */
  void force() throws IOException {
    List<Segment> toForce;
    synchronized (this) {
      toForce = List.copyOf(unforced);
      unforced.clear();
    }
    for (Segment segment : toForce) {
      segment.force();
    }
  }

  @Override
  public synchronized void close() throws IOException {
    usable = false;
    for (Segment segment : segments) {
      segment.force();
      segment.close();
    }
  }
}
