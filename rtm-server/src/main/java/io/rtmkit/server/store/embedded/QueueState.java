package io.rtmkit.server.store.embedded;

import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/** One queue as the writer knows it. Writer thread. */
final class QueueState {
  final byte[] name;
  long head;
  long last;
  int count;
  long lost;
  long newestMs;

  /** Offset to sender of everything in the queue; null while nobody needed to know. */
  @Nullable NavigableMap<Long, String> places;

  boolean dirty;

  QueueState(byte[] name, QueueMeta meta) {
    this.name = name;
    head = meta.head();
    last = meta.last();
    count = meta.count();
    lost = meta.lost();
    newestMs = meta.newestMs();
  }

  QueueMeta meta() {
    return new QueueMeta(head, last, count, lost, newestMs);
  }
}
