package io.rtmkit.server.cluster.script;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import io.rtmkit.protocol.v1.Publication;
import io.rtmkit.server.core.port.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * An event of a channel. Immutable.
 *
 * @param event does not say its offset
 */
public record LogEvent(long offset, Publication event) {
  private static final int UNSIGNED_SHORT = 0xffff;

  /** Reads an entry of the log: see channel_log.lua. */
  static LogEvent of(long offset, byte[] entry) {
    int start = Short.BYTES + (ByteBuffer.wrap(entry).getShort() & UNSIGNED_SHORT);
    try {
      CodedInputStream in = CodedInputStream.newInstance(entry, start, entry.length - start);
      return new LogEvent(offset, Publication.parseFrom(in));
    } catch (InvalidProtocolBufferException e) {
      throw StoreException.unknown("an event in Redis is damaged", e);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
