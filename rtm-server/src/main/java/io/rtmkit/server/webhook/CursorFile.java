package io.rtmkit.server.webhook;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * A number that outlives the process: up to which record of a log all is done. A damaged one counts
 * as 0, so that something is done twice rather than not at all. Not thread-safe.
 */
final class CursorFile implements AutoCloseable {
  private static final int BYTES = 12;

  private final FileChannel channel;
  private long seq;

  private CursorFile(FileChannel channel, long seq) {
    this.channel = channel;
    this.seq = seq;
  }

  static CursorFile open(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    ByteBuffer bytes = ByteBuffer.allocate(BYTES);
    channel.read(bytes, 0);
    bytes.flip();
    boolean whole = bytes.remaining() == BYTES && bytes.getInt(8) == checksum(bytes.getLong(0));
    return new CursorFile(channel, whole ? bytes.getLong(0) : 0);
  }

  long seq() {
    return seq;
  }

  void moveTo(long newSeq) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES);
    bytes.putLong(newSeq).putInt(checksum(newSeq)).flip();
    channel.write(bytes, 0);
    seq = newSeq;
  }

  private static int checksum(long value) {
    CRC32C crc = new CRC32C();
    crc.update(ByteBuffer.allocate(8).putLong(value).flip());
    return (int) crc.getValue();
  }

  void force() throws IOException {
    channel.force(false);
  }

  @Override
  public void close() throws IOException {
    channel.force(false);
    channel.close();
  }
}
