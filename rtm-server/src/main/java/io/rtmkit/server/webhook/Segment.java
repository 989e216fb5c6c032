package io.rtmkit.server.webhook;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * One file of an {@link EventLog}. Appended to under the monitor of the log; read by one other
 * thread, up to {@link #end}.
 */
final class Segment {
  static final String SUFFIX = ".log";

  private final Path file;
  private final long firstSeq;

  @GuardedBy("this")
  private FileChannel channel;

  /** Up to here it is whole. */
  private volatile long end;

  private Segment(Path file, FileChannel channel, long firstSeq, long end) {
    this.file = file;
    this.channel = channel;
    this.firstSeq = firstSeq;
    this.end = end;
  }

  static Segment create(Path directory, long firstSeq) throws IOException {
    Path file = directory.resolve("%020d%s".formatted(firstSeq, SUFFIX));
    return new Segment(file, open(file), firstSeq, 0);
  }

  /** Opens one that is there; what it holds has not been looked at. */
  static Segment open(Path directory, String name) throws IOException {
    Path file = directory.resolve(name);
    long firstSeq = Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
    FileChannel channel = open(file);
    return new Segment(file, channel, firstSeq, channel.size());
  }

  /** The open file; anew if a thread was interrupted while it wrote, which closes it. */
  private synchronized FileChannel channel() throws IOException {
    if (!channel.isOpen() && Files.exists(file)) {
      channel = open(file);
    }
    return channel;
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(
        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  long firstSeq() {
    return firstSeq;
  }

  long end() {
    return end;
  }

  /** Writes a record at the end; if that fails, the end stays where it was. */
  void append(LogRecord appended) throws IOException {
    ByteBuffer bytes = appended.encode();
    long at = end;
    while (bytes.hasRemaining()) {
      at += channel().write(bytes, at);
    }
    end = at;
  }

  /** Reads up to so many bytes from an offset. */
  ByteBuffer read(long offset, int most) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(most, Math.max(0, end - offset)));
    while (bytes.hasRemaining()) {
      if (channel().read(bytes, offset + bytes.position()) < 0) {
        break;
      }
    }
    return bytes.flip();
  }

  /**
   * Cuts off what is not whole: the last write of a server that was killed.
   *
   * @return the last whole record; null if there is none
   */
  @Nullable LogRecord cutTornTail() throws IOException {
    LogRecord last = null;
    long whole = 0;
    for (LogRecord next = decodeAt(0); next != null; next = decodeAt(whole)) {
      last = next;
      whole += next.size();
    }
    if (whole < channel().size()) {
      channel().truncate(whole);
    }
    end = whole;
    return last;
  }

  /** The offset behind a record, or behind the last one that is whole. */
  long offsetBehind(long seq) throws IOException {
    long offset = 0;
    for (LogRecord next = decodeAt(0); next != null && next.seq() <= seq; next = decodeAt(offset)) {
      offset += next.size();
    }
    return offset;
  }

  private @Nullable LogRecord decodeAt(long offset) throws IOException {
    ByteBuffer header = read(offset, LogRecord.HEADER_BYTES);
    if (header.remaining() < LogRecord.HEADER_BYTES) {
      return null;
    }
    int length = header.getInt(0);
    return length < 0 || length > LogRecord.LARGEST
        ? null
        : LogRecord.decode(read(offset, LogRecord.HEADER_BYTES + length));
  }

  void force() throws IOException {
    channel().force(false);
  }

  synchronized void close() throws IOException {
    channel.close();
  }

  void delete() throws IOException {
    close();
    Files.deleteIfExists(file);
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
