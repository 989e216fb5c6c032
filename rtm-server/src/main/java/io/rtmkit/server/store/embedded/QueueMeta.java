package io.rtmkit.server.store.embedded;

import io.rtmkit.server.core.port.StoreException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a queue without looking into it. Immutable.
 *
 * @param head nothing of the queue is below: reading starts here, so that it need not step over
 *     what was deleted
 * @param last the offset that was given last
 * @param lost messages that were replaced or too old, and nobody was told
 * @param newestMs when the last message was stored, Unix time
 */
record QueueMeta(long head, long last, int count, long lost, long newestMs) {
  static final QueueMeta NEW = new QueueMeta(0, 0, 0, 0, 0);

  private static final int SIZE = 4 * Long.BYTES + Integer.BYTES;

  byte[] encode() {
    return ByteBuffer.allocate(SIZE)
        .putLong(head)
        .putLong(last)
        .putLong(lost)
        .putLong(newestMs)
        .putInt(count)
        .array();
  }

  static QueueMeta decode(byte @Nullable [] value) {
    if (value == null) {
      return NEW;
    }
    if (value.length != SIZE) {
      throw StoreException.refused("a record in the store is damaged");
    }
    ByteBuffer in = ByteBuffer.wrap(value);
    long head = in.getLong();
    long last = in.getLong();
    long lost = in.getLong();
    long newestMs = in.getLong();
    return new QueueMeta(head, last, in.getInt(), lost, newestMs);
  }
}
